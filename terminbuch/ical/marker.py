"""The property by which our own entries are known again: it holds the booking's uid (hex)."""

MARKER = "X-TERMINBUCH-BOOKING"
