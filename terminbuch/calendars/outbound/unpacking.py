"""A body, unpacked, and never more of it than was agreed."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

from terminbuch.calendars.troubles import TooLarge, Unreadable

PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # zlib's words for these formats


async def unpacked(parts: AsyncIterable[bytes], *, encoding: str, most_bytes: int) -> bytes:
    """Raises TooLarge, and Unreadable where it is cut off or packed in another way."""
    packed = await _whole(parts, most_bytes)
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"} or not packed:
        return packed
    if encoding not in PACKED:
        raise Unreadable("packed in a way that was not asked for")
    return _unzipped(packed, PACKED[encoding], most_bytes)


async def _whole(parts: AsyncIterable[bytes], most_bytes: int) -> bytes:
    body = bytearray()
    async for part in parts:
        body += part
        if len(body) > most_bytes:
            raise TooLarge(f"more than {most_bytes} bytes")
    return bytes(body)


def _unzipped(packed: bytes, window: int, most_bytes: int) -> bytes:
    machine = zlib.decompressobj(window)
    try:
        body = machine.decompress(packed, most_bytes + 1)
    except zlib.error:
        raise Unreadable("packed wrongly") from None
    if len(body) > most_bytes:
        raise TooLarge(f"more than {most_bytes} bytes")
    if not machine.eof:
        raise Unreadable("cut off")
    return body
