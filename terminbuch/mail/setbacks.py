"""How sending can end other than well. The worker decides by these what becomes of a delivery."""

from __future__ import annotations


class Setback(Exception):
    """A mail was not surely sent. The message is for staff: short, and without the mail's text."""


class RefusedForGood(Setback):
    """The recipient's side said no in a way that asking again will not change."""


class TryAgain(Setback):
    """Nothing was accepted; later it may be."""


class InDoubt(Setback):
    """The mail was handed over whole, but the answer was lost: it may have been accepted or not."""


class NoLongerNeeded(Setback):
    """What the mail would have told has gone meanwhile; nothing was sent, and nobody misses it."""
