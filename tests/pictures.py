"""Pictures as people upload them, and files that only say they are."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MARKER = b"taken in Annas kitchen"


def picture(width: int = 900, height: int = 300, kind: str = "PNG", **settings: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), "#8a3a63").save(written, kind, **settings)
    return written.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A small PNG whose head promises 900 megapixels; what stands in it is never unpacked."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
