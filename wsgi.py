"""The address for any WSGI server: ``wsgi:app``."""

from webapp.app import create_app

app = create_app()
