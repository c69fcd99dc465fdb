"""A mail before it is text or HTML: its pieces, in the order in which both parts show them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A printed label and what is written beside it. ``link`` is set for what can be dialled or opened."""

    label: str
    value: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """The appointment. ``when`` is the whole of it on one line; the others are its pieces, set large.

    ``label`` stands before it where it is not the appointment that the letter is about.
    """

    day: str
    weekday: str
    month: str
    hours: str
    when: str
    zone: str
    is_off: bool
    rows: tuple[Row, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two, of which a piece may be strong."""

    before: str
    strong: str = ""
    after: str = ""

    def __str__(self) -> str:
        return self.before + self.strong + self.after


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several times: when, and with whom."""

    when: str
    whom: str

    def __str__(self) -> str:
        return ", ".join(piece for piece in (self.when, self.whom) if piece)


@dataclass(frozen=True, slots=True)
class Choices:
    """Times to choose from, and the sentence above them."""

    sentence: Paragraph
    times: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading of their own."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """``quote`` is what a person typed: shown as it is, several lines. ``answer`` is the reminder's "yes".

    ``slip`` is missing where the letter is about no appointment; ``closing`` are the business's own lines.
    """

    language: str
    subject: str
    preview: str
    sender: str
    colour: str
    heading: str
    greeting: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    reason: str
    button: Link
    slip: Slip | None = None
    quote: Row | None = None
    choices: Choices | None = None
    parts: tuple[Part, ...] = ()
    closing: tuple[str, ...] = ()
    answer: Link | None = None
    notices: tuple[Link, ...] = ()


def emphasised(sentence: str, strong: str) -> Paragraph:
    """The sentence with ``strong`` in the place of "%s"."""
    before, _, after = sentence.partition("%s")
    return Paragraph(before, strong, after)
