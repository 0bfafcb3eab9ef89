"""The app of a server process, with its worker inside if the settings say so."""

from multiprocessing.util import Finalize

from webapp.app import create_app
from webapp.work.worker import Worker

app = create_app()
if app.settings.worker == "inside":
    worker = Worker(app)
    worker.start()
    Finalize(None, worker.stop, exitpriority=1)  # also runs in the child of a server, where atexit does not
