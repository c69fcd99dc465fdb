from __future__ import annotations


class NoCopy(Exception):
    """Why no copy can be made, as a code: room, right."""
