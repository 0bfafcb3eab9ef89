"""The address for any WSGI server: ``wsgi:app``."""

from webapp.work.wsgi import app as app
