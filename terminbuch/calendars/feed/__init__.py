"""A calendar by its address (ICS): read only, and possibly hours old, for publishers keep copies."""

from .kind import Feed

__all__ = ["Feed"]
