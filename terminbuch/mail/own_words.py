"""A letter in the words of the business, where it has some; everything else stays as we say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils import translation

from terminbuch import wording
from terminbuch.actions.mail_texts import KINDS, SPELLINGS
from terminbuch.models import MailText

from .letter import Letter
from .occasion import Occasion
from .slips import people, place
from .titles import title
from .voices import name_to_say


def own_words(told: Occasion) -> MailText | None:
    """At most one query."""
    if told.delivery.kind not in KINDS:
        return None
    rows = MailText.objects.of(told.delivery.organisation_id)
    return rows.filter(kind=told.delivery.kind, language=told.language).first()


def reworded(letter: Letter, told: Occasion, words: MailText | None) -> Letter:
    """Subject, opening and closing as the business wrote them. The deadline and the button stay ours.

    Of what the customer typed only the name is filled in, and only one that carries no message.
    """
    if words is None:
        return letter
    with translation.override(told.language):
        said, brief = values(told), values(told) | {"time": told.short_moment(told.times.starts_at)}
        subject = _filled(words.subject, brief)
        opening, closing = _filled(words.opening, said), _filled(words.closing, said)
    return replace(
        letter,
        subject=subject or letter.subject,
        greeting=tuple(opening.splitlines()) or letter.greeting,
        closing=tuple(closing.splitlines()),
    )


def values(told: Occasion) -> dict[str, str]:
    """What each placeholder stands for, in the reader's language."""
    return {
        "name": name_to_say(told.booking.name),
        "service": title(told),
        "time": told.moment(told.times.starts_at),
        "people": people(told.times),
        "place": place(told),
        "phone": told.phone,
        "number": wording.spaced_number(told.booking.number),
        "business": told.organisation.name,
        "deadline": told.moment(told.cut_off_at),
    }


def _filled(text: str, said: Mapping[str, str]) -> str:
    by_spelling = {spelling: said[name] for spelling, name in SPELLINGS.items()}
    return wording.fill(text, by_spelling).strip()
