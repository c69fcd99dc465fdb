"""From an account to the kind of connection that it is. A further kind is a folder and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .caldav.account import CalDav
from .kind import Account, Kind

KINDS: Mapping[str, Callable[[Account], Kind]] = {
    "caldav": CalDav,
}


def opened(account: Account) -> Kind:
    return KINDS[account.kind](account)
