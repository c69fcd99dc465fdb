"""Everything in one file, and back again, on either database: see docs/operators/backup.md."""

from .backing_up import back_up
from .refusals import AlreadyThere, NotEmpty, OtherTables, Spoilt
from .restoring import Restored, is_empty, put_back

__all__ = [
    "AlreadyThere",
    "NotEmpty",
    "OtherTables",
    "Restored",
    "Spoilt",
    "back_up",
    "is_empty",
    "put_back",
]
