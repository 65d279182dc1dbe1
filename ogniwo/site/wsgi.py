"""The door of web servers: ``gunicorn ogniwo.site.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogniwo.site.settings")
application = get_wsgi_application()
