"""Settings of the shop: the workbench alone, no PostgreSQL, no sign-in; the same CSP as the house."""
import os

from csp.constants import NONE, SELF

SECRET_KEY = "a key for tests"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.staticfiles",
    "ogniwo.kernel.tenancy", "ogniwo.kernel.access", "ogniwo.kernel.audit", "ogniwo.kernel.outbox", "ogniwo.kernel.commands",
    *(f"ogniwo.kernel.{name}" for name in ("documents", "numbering", "books", "files", "printing", "comments", "mail", "approvals", "search", "people")),
    "ogniwo.workbench", "ogniwo.workbench.tests.shop",
]
AUTH_USER_MODEL = "access.User"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["SHOP_DB"]}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
OGNIWO_ROLES = {role: role for role in ("migrator", "app", "worker", "auditor")}
ROOT_URLCONF = "ogniwo.workbench.tests.shop.urls"
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware", "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware", "ogniwo.workbench.tests.shop.fakes.Somebody",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
              "OPTIONS": {"context_processors": ["django.template.context_processors.request"]}}]
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": [SELF], "base-uri": [NONE], "form-action": [SELF], "frame-ancestors": [NONE], "object-src": [NONE]}}
STATIC_URL = "/static/"
LANGUAGES = [("pl", "Polski"), ("en", "English")]
LANGUAGE_CODE = "pl"
LOCALE_PATHS = [os.environ.get("SHOP_WORDS", "")]
USE_I18N = USE_TZ = True
LOGGING = {"version": 1, "disable_existing_loggers": False, "handlers": {"console": {"class": "logging.StreamHandler"}},
           "root": {"handlers": ["console"], "level": "ERROR"}}
