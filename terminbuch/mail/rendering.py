"""A letter as text and as HTML: the same pieces in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils import translation

from .colours import palette
from .letter import Letter, Link, Part, Row, Slip


def html(letter: Letter) -> str:
    with translation.override(letter.language):
        return render_to_string("mail/letter.html", {"letter": letter, "palette": palette(letter.colour)})


def plain(letter: Letter) -> str:
    """Ordinary spaces only: text parts are copied, searched and read aloud."""
    text = "\n\n".join(block for block in _blocks(letter) if block)
    return text.replace("\N{NO-BREAK SPACE}", " ") + "\n"


def _blocks(letter: Letter) -> Iterator[str]:
    yield letter.sender
    yield letter.heading
    yield "\n".join(letter.greeting)
    if letter.slip:
        yield from _slip(letter.slip)
    if letter.quote:
        yield _quotation(letter.quote)
    yield from (_part(part) for part in letter.parts)
    if letter.choices:
        yield str(letter.choices.sentence)
        yield "\n".join(f"- {choice}" for choice in letter.choices.times)
    yield from (str(paragraph) for paragraph in letter.paragraphs)
    yield "\n".join(letter.closing)
    if letter.answer:
        yield _link(letter.answer)
    yield letter.reason
    yield "\n".join(f"{notice.words}: {notice.url}" for notice in letter.notices)
    yield _link(letter.button)


def _slip(slip: Slip) -> Iterator[str]:
    when = f"{slip.label}: {slip.when}" if slip.label else slip.when
    yield f"{when}\n{slip.zone}" if slip.zone else when
    yield "\n".join(f"{row.label}: {row.value}" for row in slip.rows)


def _part(part: Part) -> str:
    lines = (": ".join(filter(None, [row.label, row.value])) for row in part.rows)
    return "\n".join([part.title, *(f"- {line}" for line in lines)])


def _quotation(quote: Row) -> str:
    lines = "\n".join(f"> {line}" for line in quote.value.splitlines())
    return f"{quote.label}:\n{lines}"


def _link(link: Link) -> str:
    return f"{link.words}:\n{link.url}"
