"""The app of a server process."""

from webapp.app import create_app

app = create_app()
