"""Steps in which something around the application breaks. Importing registers them."""

from . import sweep

__all__ = ["sweep"]
