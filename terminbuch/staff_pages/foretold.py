"""What would follow from a change, in words."""

from __future__ import annotations

from dataclasses import dataclass

from terminbuch.queries.preview import Change, Preview, RuleChange, preview

from .said import Voice

FIRST = 4


@dataclass(frozen=True, slots=True)
class Hit:
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class Foretold:
    """``slots`` is how many starts there would be fewer or, when ``is_more``, more."""

    count: int
    first: list[Hit]
    further: list[Hit]
    slots: int
    is_more: bool
    services: list[str]


def foretold(change: Change, voice: Voice) -> Foretold | None:
    """None where a rule would be as it is."""
    if isinstance(change, RuleChange) and change.stored() == change.wanted:
        return None
    return _said(preview(change, now=voice.now), voice)


def _said(seen: Preview, voice: Voice) -> Foretold:
    hit = [Hit(voice.brief(row.starts_at, row.location.zone), voice.who(row)) for row in seen.outside]
    return Foretold(
        count=len(hit),
        first=hit[:FIRST],
        further=hit[FIRST:],
        slots=abs(seen.slots_fewer),
        is_more=seen.slots_fewer < 0,
        services=[service.name(voice.language) for service in seen.services_without_anyone],
    )
