"""A worker in a process of its own, quick, until somebody kills it: ``python -m tests.post.carrier INSTANCE PORT``."""

import logging
import sys
import threading
from datetime import timedelta
from pathlib import Path

from webapp.app import create_app
from webapp.config import Settings
from webapp.work.postman import Pace, Postman
from webapp.work.relay import Relay
from webapp.work.worker import Beat, Worker

PACE = Pace(pauses=(0.02,), lease=timedelta(seconds=6))
BEAT = Beat(lease=1, renew=0.2, tasks=0.2, post=0.05)


def main() -> None:
    instance, port = Path(sys.argv[1]), int(sys.argv[2])
    app = create_app(instance, settings=Settings(secret_key="test", log_level="ERROR", smtp_host="127.0.0.1"))
    logging.getLogger("portal").setLevel(logging.CRITICAL)
    postman = Postman(app, pace=PACE, relay=Relay("127.0.0.1", port, timeout=5, deadline=5))
    Worker(app, beat=BEAT, postman=postman).start()
    print(postman.holder, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
