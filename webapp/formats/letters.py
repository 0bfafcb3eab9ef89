"""Bytes as letters: encodings mixed, wide, or applied twice; and letters that every format can carry."""

import re

WIDE = {b"\1\0\1\0": "utf-16-le", b"\0\1\0\1": "utf-16-be", b"\1\0\0\0": "utf-32-le", b"\0\0\0\1": "utf-32-be"}
DOS = re.compile(rb"[A-Za-z][\x81\x84\x94][a-z]")  # ü, ä and ö where Windows-1252 has signs no word holds
LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# XML 1.0 has no place for them (2.2), half characters are no UTF-8, and nobody means the others.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
TWICE = re.compile("[ÃÂâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def in_single_bytes(content: bytes) -> bytes:
    """UTF-16 and UTF-32, known by their mark or by the noughts between Latin letters, as UTF-8; else as it is."""
    noughts = bytes(min(one, 1) for one in content[:4])
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else WIDE.get(noughts)
    if encoding is None:
        return content
    return content.decode(encoding, "replace").removeprefix("\ufeff").replace("\x00", "").encode("utf-8", "replace")


def decode(content: bytes) -> str:
    """Text of bytes whose lines may be UTF-8 or Windows-1252, one by one."""
    lines = re.split(rb"\r\n|\n|\r", content.removeprefix(b"\xef\xbb\xbf"))
    return "\n".join(_decoded(line) for line in lines)


def _decoded(line: bytes) -> str:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return line.decode("cp850" if DOS.search(line) else "cp1252", "replace")
    try:  # written as UTF-8, taken for Windows-1252 and written as UTF-8 once more
        return text.encode("cp1252").decode() if TWICE.search(text) else text
    except UnicodeError:
        return text


def is_damaged(text: str) -> bool:
    """Whether letters are lost or stand for others, like ``Ã¼`` for ``ü``."""
    return "\ufffd" in text or TWICE.search(text) is not None


def writable(words: str) -> str:
    """Text that may run over several lines, without signs that break readers."""
    return UNWRITABLE.sub("", LINE_ENDS.sub("\n", words)).strip()


def one_line(words: str) -> str:
    """The same on one line: titles, labels, places."""
    return " ".join(writable(words).split())
