"""What we write to people: letters, invitations, and how they leave."""

from .deliver import deliver
from .setbacks import InDoubt, RefusedForGood, Setback, TryAgain

__all__ = ["InDoubt", "RefusedForGood", "Setback", "TryAgain", "deliver"]
