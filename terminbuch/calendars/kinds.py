"""From an account to the kind of connection that it is. A further kind is a folder and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .caldav.account import CalDav
from .feed import Feed
from .google.kind import Google
from .kind import Account, Kind
from .microsoft.kind import Microsoft

KINDS: Mapping[str, Callable[[Account], Kind]] = {
    "caldav": CalDav,
    "feed": Feed,
    "google": Google,
    "microsoft": Microsoft,
}


def opened(account: Account) -> Kind:
    return KINDS[account.kind](account)
