"""The one settings file. Every value a person may set is an environment variable; each stands here with its meaning.

    DATABASE_URL, DATABASE_URL_MIGRATOR, DATABASE_URL_WORKER, DATABASE_URL_AUDITOR
                        PostgreSQL 15 or newer, one URL a role; without them the embedded server of OGNIWO_VAR
    OGNIWO_VAR          folder of this installation's data (default: var/ of the checkout)
    OGNIWO_PORT         port of the web server (default 8000; a taken one is stepped over by `ogniwo demo`)
    OGNIWO_MODE         production (default), demo or test; production refuses to serve what `ogniwo check` calls unsafe
    OGNIWO_ROLE         app (default) or worker: as which database role this process works
    OGNIWO_EDITION      erp or crm (default: the edition installed; a checkout is erp)
    OGNIWO_SECRET_KEY   signs sessions; else the file secret-key in OGNIWO_VAR
    OGNIWO_HOSTS        names this server answers to, by commas (default localhost, 127.0.0.1)
    OGNIWO_HTTPS        yes where people reach it by https: cookies are then sent by https only
    OGNIWO_POOL         database connections a process holds at most (default 8; 0: one a thread, no pool)
    OGNIWO_WEB_PROCESSES, OGNIWO_WEB_THREADS   of the web server (default 2 and 4)
    OGNIWO_DEBUG        yes shows the inside of errors: never on a server others reach
    OGNIWO_LANGUAGE     language before a person has chosen one: pl (default) or en
    OGNIWO_MAIL_HOST, OGNIWO_MAIL_PORT, OGNIWO_MAIL_USER, OGNIWO_MAIL_PASSWORD, OGNIWO_MAIL_FROM   mail out
"""

from __future__ import annotations

import gc
from datetime import timedelta
from typing import Any

from csp.constants import NONE, SELF

from ogniwo.site import editions, environment

gc.set_threshold(100_000, 20, 100)
"""An act on ten thousand documents makes millions of objects that all live to its end; walking through them again and again was
40 % of its processor time (measured: 1.8 s, 1.1 s without). Memory is freed by counting references; this is for loops of them only."""

MODE = environment.text("OGNIWO_MODE", "production")
DEBUG = environment.flag("OGNIWO_DEBUG", default=False)
VAR = environment.var()
UNSAFE_SECRET_KEY = "unsafe: set OGNIWO_SECRET_KEY"  # noqa: S105 - named by `ogniwo check`, refused in production
SECRET_KEY = environment.secret_key() or UNSAFE_SECRET_KEY
ALLOWED_HOSTS = [host.strip() for host in environment.text("OGNIWO_HOSTS", "localhost,127.0.0.1").split(",")]
HTTPS = environment.flag("OGNIWO_HTTPS", default=False)

EDITION = environment.text("OGNIWO_EDITION", editions.built())
MODULES = [*editions.modules(EDITION), *editions.additions()]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    *MODULES,
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "ogniwo.site.urls"
WSGI_APPLICATION = "ogniwo.site.wsgi.application"

# Databases: one alias a role. `default` is the app's role (the worker's in worker processes).
NO_DATABASE = {role: f"postgresql://ogniwo_{role}@127.0.0.1:1/none" for role in environment.ROLES}
DATABASE_URLS = environment.database_urls() or NO_DATABASE
ROLE = environment.text("OGNIWO_ROLE", "app")
DATABASES: dict[str, dict[str, Any]] = {
    "default": environment.database(DATABASE_URLS[ROLE]),
    "migrator": environment.database(DATABASE_URLS["migrator"]),
    "auditor": environment.database(DATABASE_URLS["auditor"]),
}
POOL = 0 if MODE == "test" or DATABASE_URLS is NO_DATABASE else environment.number("OGNIWO_POOL", 8)
if POOL:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": POOL, "timeout": 10, "max_lifetime": 600}
DATABASE_ROUTERS = ["ogniwo.site.migrating.OnlyTheMigratorMigrates"]
# The names of the four database roles here, for grants and policies: roles belong to the cluster, so they differ by installation.
OGNIWO_ROLES = {role: str(environment.database(url)["USER"]) for role, url in DATABASE_URLS.items()}

# People
AUTH_USER_MODEL = "access.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# Five failures for one e-mail from one address lock it for a quarter; the counters are django-axes' tables.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "ogniwo.kernel.access.views.locked_out"
OGNIWO_DEMO = MODE == "demo" or environment.flag("OGNIWO_DEMO", default=False)
OGNIWO_SCREENS = ["ogniwo.workbench.house", "ogniwo.workbench.previews", "ogniwo.site.screens", "ogniwo.site.tiles"]  # what the workbench loads after the modules' own screens
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_NAME = "ogniwo_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "ogniwo_csrf"
CSRF_COOKIE_SAMESITE = "Lax"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ogniwo.site.language.LanguageOfThePerson",
    "ogniwo.kernel.access.middleware.ActingMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "django.contrib.auth.context_processors.auth",
    ]},
}]

# What a page may load: our own files and nothing else; no inline script or style.
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": [SELF], "base-uri": [NONE], "form-action": [SELF], "frame-ancestors": [NONE], "object-src": [NONE],
}}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Static files: built names carry their hash, so a browser may keep them a year.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+[-.][0-9A-Za-z]{8,12}\.[a-z0-9]+$"

# Words and dates. Moments are UTC; business dates come as arguments.
LANGUAGES = [("pl", "Polski"), ("en", "English")]
LANGUAGE_CODE = environment.text("OGNIWO_LANGUAGE", "pl")
LANGUAGE_COOKIE_NAME = "ogniwo_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [str(VAR / "words")]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# Mail out: into OGNIWO_VAR until a server is named.
EMAIL_HOST = environment.text("OGNIWO_MAIL_HOST")
EMAIL_PORT = environment.number("OGNIWO_MAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("OGNIWO_MAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("OGNIWO_MAIL_PASSWORD")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("OGNIWO_MAIL_FROM", "ogniwo@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = str(VAR / "mail")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("OGNIWO_LOG", "WARNING")},
}
