"""The same question as a file: ``terminbuch slots FILE.json``, without a database."""

from .command import main

__all__ = ["main"]
