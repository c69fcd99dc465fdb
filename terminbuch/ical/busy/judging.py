"""Whether an event takes its owner's time (B1 to B4, B8)."""

from __future__ import annotations

from ..seen import ShowsAs
from .parts import Part

# X-MICROSOFT-CDO-BUSYSTATUS; another word is as if it were not there.
OUTLOOK: dict[str, ShowsAs | None] = {
    "FREE": None,
    "WORKINGELSEWHERE": None,
    "TENTATIVE": "tentative",
    "BUSY": "busy",
    "OOF": "out_of_office",
}
FREE_BUSY: dict[str, ShowsAs | None] = {
    "FREE": None,
    "BUSY-TENTATIVE": "tentative",
    "BUSY-UNAVAILABLE": "out_of_office",
}


def shows_as(event: Part, owners: frozenset[str]) -> ShowsAs | None:
    """None: it takes no time. In this order: cancelled, declined, what Outlook says, else transparent."""
    status, answers = event.word("STATUS"), _answers(event, owners)
    if status == "CANCELLED" or answers == {"DECLINED"}:
        return None
    outlook = event.word("X-MICROSOFT-CDO-BUSYSTATUS")
    if outlook in OUTLOOK:
        return OUTLOOK[outlook]
    if event.word("TRANSP") == "TRANSPARENT":
        return None
    return "tentative" if status == "TENTATIVE" or answers == {"TENTATIVE"} else "busy"


def _answers(event: Part, owners: frozenset[str]) -> set[str]:
    """What the owner answered to the invitation, under each address; nothing where nobody asked."""
    return {
        line.parameters.get("PARTSTAT", "NEEDS-ACTION").upper()
        for line in event.all("ATTENDEE")
        if owners & {mail(line.value), mail(line.parameters.get("EMAIL", ""))}
    }


def mail(address: str) -> str:
    """As it is compared."""
    return address.strip().casefold().removeprefix("mailto:")


def period_shows_as(word: str) -> ShowsAs | None:
    """Of a FREEBUSY line, by its FBTYPE. What we don't know is busy (RFC 5545, section 3.2.9)."""
    return FREE_BUSY.get(word.upper(), "busy")
