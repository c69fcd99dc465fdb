"""Steps in which something around the application breaks. Importing registers them."""

from . import full, sweep

__all__ = ["full", "sweep"]
