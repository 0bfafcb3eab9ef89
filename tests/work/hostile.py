"""Web servers that mean no good: each is a real one on this computer and plays one trick on whoever connects."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Verein//DE\r\nBEGIN:VEVENT\r\nUID:1@verein.example\r\n"
    b"DTSTART:20260501T180000Z\r\nSUMMARY:Maifest\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
Trick = Callable[[socket.socket], None]


@contextmanager
def serving(trick: Trick, tls: ssl.SSLContext | None = None) -> Iterator["Server"]:
    """The server with this trick, until the end of the block."""
    server = Server(trick, tls)
    try:
        yield server
    finally:
        server.close()


class Server:
    """Takes every connection, reads the question, plays its trick. ``asked`` are the questions it was asked."""

    def __init__(self, trick: Trick, tls: ssl.SSLContext | None = None) -> None:
        self.trick, self.tls = trick, tls
        self.asked: list[bytes] = []
        self.lines: list[socket.socket] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.threads = [threading.Thread(target=self._welcome, daemon=True)]
        self.threads[0].start()

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self.door.accept()
                self.lines.append(line)
                self.threads.append(threading.Thread(target=self._talk, args=(line,), daemon=True))
                self.threads[-1].start()

    def _talk(self, line: socket.socket) -> None:
        with suppress(OSError), line:
            if self.tls is None:
                self.asked.append(line.recv(65_536))
                self.trick(line)
                return
            with self.tls.wrap_socket(line, server_side=True) as safe:
                self.asked.append(safe.recv(65_536))
                self.trick(safe)

    def close(self) -> None:
        for one in (self.door, *self.lines):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        for thread in self.threads:
            thread.join(10)


def says(answer: bytes) -> Trick:
    """Says this and hangs up."""
    return lambda line: line.sendall(answer)


def gives(body: bytes, *heads: str, status: str = "200 OK") -> Trick:
    """A proper answer with this body."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *heads, "", ""]
    return says("\r\n".join(lines).encode() + body)


def sends_to(address: str) -> Trick:
    return says(f"HTTP/1.1 302 Found\r\nLocation: {address}\r\nContent-Length: 0\r\n\r\n".encode())


def without_end(start: bytes, again: bytes, pause: float = 0) -> Trick:
    """Says the start, and then the same again and again as long as somebody listens."""

    def trick(line: socket.socket) -> None:
        line.sendall(start)
        while True:
            line.sendall(again)
            if pause:
                time.sleep(pause)

    return trick


def silent(line: socket.socket) -> None:
    """Waits until the other side gives up."""
    line.recv(1)


def bomb(megabytes: int) -> bytes:
    """A calendar that begins well and unpacks to so much."""
    return gzip.compress(CALENDAR + bytes(megabytes * 2**20), compresslevel=9)
