"""Who is needed when, as bars along the length of a service, each with its words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from terminbuch.models import Candidate, Requirement, Service
from terminbuch.queries.offer import needs_of
from terminbuch.wording import length

type Own = tuple[int, int, int]
"""Minutes before, of the service itself, and after."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Parts of the width, as SVG wants them: "12.5%"."""

    before: tuple[str, str]
    serving: tuple[str, str]
    after: tuple[str, str]
    people: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    requirement: Requirement
    title: str
    how: str
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Picture:
    """``begins`` and ``ends`` say where the service does so; ``end`` are the words for it."""

    rows: list[Row]
    begins: str
    ends: str
    end: str
    has_buffers: bool


def picture(service: Service, language: str) -> Picture:
    """Of a service that brought its needs along; no queries."""
    owns = {row: _by_own_times(row, service) for row in needs_of(service)}
    usual = _usual(service)
    every = [usual, *(own for groups in owns.values() for own in groups)]
    first = max(before for before, _serving, _after in every)
    whole = first + max(serving + after for _before, serving, after in every)
    rows = [
        Row(row, title(row, language), _how(row), [
            _bar(own, people, first=first, whole=whole, language=language)
            for own, people in groups.items()
        ])
        for row, groups in owns.items()
    ]  # fmt: skip
    return Picture(
        rows,
        begins=_part(first, whole),
        ends=_part(first + usual[1], whole),
        end=_("ends after %(length)s") % {"length": length(usual[1], language)},
        has_buffers=any(own[0] or own[2] for own in every),
    )


def title(requirement: Requirement, language: str) -> str:
    label = requirement.label_de if language == "de" else requirement.label_en
    return label or _("Who can do it")


def _how(requirement: Requirement) -> str:
    if requirement.takes_all:
        return _("all of them together")
    if requirement.chosen_by_customer:
        return _("one of them, chosen by the customer")
    return _("one of them")


def _by_own_times(requirement: Requirement, service: Service) -> dict[Own, list[str]]:
    groups: dict[Own, list[str]] = defaultdict(list)
    for candidate in requirement.candidates.all():
        if candidate.resource.is_active:
            groups[_own(candidate, service)].append(candidate.resource.name)
    return groups


def _usual(service: Service) -> Own:
    return service.buffer_before_minutes, service.duration_minutes, service.buffer_after_minutes


def _own(candidate: Candidate, service: Service) -> Own:
    own = candidate.buffer_before_minutes, candidate.duration_minutes, candidate.buffer_after_minutes
    before, serving, after = (
        usual if mine is None else mine for mine, usual in zip(own, _usual(service), strict=True)
    )
    return before, serving, after


def _bar(own: Own, people: list[str], *, first: int, whole: int, language: str) -> Bar:
    before, serving, _after = own
    starts = first - before, first, first + serving
    early, own_time, late = [
        (_part(at, whole), _part(wide, whole)) for at, wide in zip(starts, own, strict=True)
    ]
    return Bar(early, own_time, late, people=", ".join(people), words=_words(own, language))


def _words(own: Own, language: str) -> str:
    before, serving, after = own
    said = [length(serving, language)]
    if before:
        said.insert(0, _("%(length)s before") % {"length": length(before, language)})
    if after:
        said.append(_("%(length)s afterwards") % {"length": length(after, language)})
    return " · ".join(said)


def _part(minutes: int, whole: int) -> str:
    return f"{100 * minutes / whole:.2f}%"
