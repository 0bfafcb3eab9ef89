"""The production server: granian, one process by default, threads for the requests."""

import os
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

BACKLOG = 512


def serve(instance: Path, host: str, port: int, threads: int) -> None:
    """Serve until stopped. The worker process builds its own app, so nothing is inherited across a fork."""
    os.environ |= {"PORTAL_INSTANCE": str(instance), "PORTAL_PORT": str(port)}
    os.environ.pop("PORT", None)
    Server(
        "webapp.work.wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        backlog=BACKLOG,
        log_level=LogLevels.error,
        log_access=False,  # addresses of visitors are not kept
        respawn_failed_workers=True,
    ).serve()
