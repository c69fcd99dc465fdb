"""Who could take over whose time, requirement by requirement."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product

from terminbuch import availability
from terminbuch.models import Allocation

from .asked import Asked
from .diary import Diary
from .rules import Needed

MOST_COMBINATIONS = 24

type Takes = tuple[tuple[int, int, int], ...]
"""Whose time an option takes: resource, first UTC minute, last one (not included)."""
type Picks = tuple[tuple[int, int], ...]
"""Position and resource of everybody who serves."""


@dataclass(frozen=True, slots=True)
class Keep:
    """The same time with these instead of those who are away."""

    picks: Picks
    takes: Takes


def keeps(one: Asked, needed: Needed, diary: Diary) -> list[Keep]:
    """Everybody who could take it over; none where all of several are needed and one of them is away."""
    places = [_instead(row, one, needed, diary) for row in one.absent]
    staying = [(row.position, row.resource_id) for row in one.rows if row not in one.absent]
    found = []
    for people in islice(product(*places), MOST_COMBINATIONS):
        if len(set(people)) == len(people):
            coming = [(row.position, who) for row, who in zip(one.absent, people, strict=True)]
            takes = tuple((who, *_minutes(row)) for row, who in zip(one.absent, people, strict=True))
            found.append(Keep(tuple(sorted([*staying, *coming])), takes))
    return found


def _instead(row: Allocation, one: Asked, needed: Needed, diary: Diary) -> list[int]:
    if row.position >= len(needed) or needed[row.position].take_all:
        return []
    core = availability.Span(one.booking.starts_at, one.booking.ends_at)
    occupied = availability.Span(row.starts_at, row.ends_at)
    serving = {each.resource_id for each in one.rows}
    return [
        each.resource
        for each in needed[row.position].candidates
        if each.resource not in serving and diary.could_serve(each.resource, core, occupied)
    ]


def _minutes(row: Allocation) -> tuple[int, int]:
    span = availability.Span(row.starts_at, row.ends_at)
    return span.first_minute, span.last_minute
