"""The portal on a free port of this computer, with a planted demo town, for browsers and for weighing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from webapp.app import Portal, create_app
from webapp.config import Settings
from webapp.demo.plant import plant


class Plain(WSGIRequestHandler):
    """Says nothing about itself, like the production server: every byte on the scales is the portal's."""

    def send_response(self, code, message=None):
        self.send_response_only(code, message)


@contextmanager
def demo_town(folder: Path) -> Iterator[tuple[Portal, str]]:
    """(the app, its address) of a demo town; it stops when the block ends."""
    app = create_app(folder, settings=Settings(secret_key="test", log_level="ERROR"))
    with app.app_context():
        plant(app)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Plain)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield app, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
        for town in app.towns.by_slug.values():
            app.database(town).close()
