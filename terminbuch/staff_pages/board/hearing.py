"""Who hears of what is ready to be sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terminbuch.models import Resource
from terminbuch.queries.board import Card

from .names import joined


@dataclass(frozen=True, slots=True)
class Hearing:
    """``customer`` is a name, "" where no mail can go. ``resources`` are those who get one.

    The marks name each reader of a mail, so that nobody is counted twice.
    """

    customer: str
    customer_mark: str
    resources: tuple[Resource, ...]
    is_call: bool

    @property
    def sentence(self) -> str:
        """With both boxes ticked."""
        if self.is_call:
            return _("These times are kept, and somebody phones.")
        names = [*([self.customer] if self.customer else []), *(each.name for each in self.resources)]
        if not names:
            return _("Nobody gets an e-mail automatically. Please tell them yourself.")
        words = ngettext("%(names)s gets an e-mail.", "%(names)s get an e-mail each.", len(names))
        return words % {"names": joined(names)}

    @property
    def resource_names(self) -> str:
        return joined([each.name for each in self.resources])

    @property
    def resource_marks(self) -> str:
        return " ".join(str(each.uid) for each in self.resources)


def hearing(card: Card) -> Hearing:
    booking, kind = card.booking, card.proposal.kind
    is_mailed = bool(booking.email) and kind in {"keep", "offer", "cancel"}
    return Hearing(
        customer=booking.name if is_mailed else "",
        customer_mark=booking.email_folded if is_mailed else "",
        resources=_resources(card),
        is_call=kind == "offer" and not is_mailed,
    )


def people_count(hearings: Iterable[Hearing]) -> int:
    """How many different people get mail."""
    marks = [f"{each.customer_mark} {each.resource_marks}" for each in hearings]
    return len({mark for text in marks for mark in text.split()})


def _resources(card: Card) -> tuple[Resource, ...]:
    """Whoever comes in and whoever is replaced; of a cancelled booking all who would have served."""
    if card.proposal.kind == "keep":
        picked = {pick.resource for pick in card.proposal.picks}
        leaving = [person for person in card.people if person.uid not in picked]
        return _who_hear([*card.new_people, *leaving], "hears_of_moves")
    return _who_hear(card.people, "hears_of_cancellations") if card.proposal.kind == "cancel" else ()


def _who_hear(people: Iterable[Resource], wish: str) -> tuple[Resource, ...]:
    return tuple(person for person in people if person.email and getattr(person, wish))
