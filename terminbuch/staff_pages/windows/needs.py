"""Who serves: each requirement of a service with those who could, and the picks among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from terminbuch.models import Member, Resource
from terminbuch.queries.by_hand import Choice, HandWish, Option

from ..said import Voice
from .filled import Typed, picks_of
from .reasons import reason


@dataclass(frozen=True, slots=True)
class Line:
    """A resource to be picked, or the reason why it cannot; ``kind`` is the kind of its control."""

    resource: Resource
    kind: str
    reason: str
    is_picked: bool
    is_possible: bool


@dataclass(frozen=True, slots=True)
class Need:
    """``field`` is the name under which the picks of this requirement are sent."""

    field: str
    label: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Serving:
    needs: list[Need]
    picked: list[Resource]

    @property
    def picks(self) -> tuple[int, ...]:
        return tuple(resource.pk for resource in self.picked)


NOBODY_YET = Serving([], [])


def serving(
    choices: list[Choice], typed: Typed, wish: HandWish, *, member: Member, voice: Voice, guesses: bool
) -> Serving:
    """``guesses``: where nobody who can serve was picked, the window proposes somebody."""
    needs, picked = [], []
    for index, choice in enumerate(choices):
        field = f"pick-{index}"
        able = _able(choice, wish, field)
        chosen = _chosen(choice, able, typed.getlist(field), guesses=guesses)
        shown = choice.options if len(choices) == 1 else able
        lines = [
            Line(
                resource=option.resource,
                kind=_kind(choice),
                reason=reason(option, wish, voice, is_able=option in able),
                is_picked=option in chosen,
                # Who was picked stays pickable: the refusal says what is in the way, and until when.
                is_possible=option in chosen or (option in able and _may_be_picked(option, member)),
            )
            for option in shown
        ]
        needs.append(Need(field, _label(choice, voice.language), lines))
        picked += [option.resource for option in chosen]
    return Serving(needs, picked)


def _able(choice: Choice, wish: HandWish, field: str) -> list[Option]:
    """Who serves the booking already goes on being good enough, for what they serve in it."""
    kept: list[str] = []
    if wish.moving and wish.moving.service_id == (wish.service.pk if wish.service else None):
        kept = picks_of(wish.moving).get(field, [])
    return [option for option in choice.options if option.is_qualified or str(option.resource.uid) in kept]


def _chosen(choice: Choice, able: list[Option], uids: list[str], *, guesses: bool) -> list[Option]:
    """Whom the form names; all where all are needed; else the one who serves now, or who is free."""
    if choice.takes_all:
        return able
    named = [option for option in able if str(option.resource.uid) in uids]
    if choice.takes_many:
        return named
    return named[:1] or (_best(able)[:1] if guesses else [])


def _best(able: Iterable[Option]) -> list[Option]:
    free = [option for option in able if option.judgement.is_free]
    return sorted(free, key=lambda option: (not option.serves_now, bool(option.judgement.concerns)))


def _may_be_picked(option: Option, member: Member) -> bool:
    return option.judgement.is_free and (member.may_override or not option.judgement.concerns)


def _kind(choice: Choice) -> str:
    if choice.takes_all:
        return "all"
    return "checkbox" if choice.takes_many else "radio"


def _label(choice: Choice, language: str) -> str:
    return (choice.label_de if language == "de" else choice.label_en) or _("Resource")
