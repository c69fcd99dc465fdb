"""What we write to people: letters, invitations, and how they leave."""

from .deliver import deliver
from .setbacks import InDoubt, NoLongerNeeded, RefusedForGood, Setback, TryAgain

__all__ = ["InDoubt", "NoLongerNeeded", "RefusedForGood", "Setback", "TryAgain", "deliver"]
