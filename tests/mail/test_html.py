"""The HTML part: the words of the text in the same order, nothing that runs, links that make sense alone."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from terminbuch.mail.letters import letter
from terminbuch.mail.occasion import occasion
from terminbuch.mail.rendering import html, plain
from terminbuch.models import Delivery

from .cases import CASES, delivery_of
from .rows import MONDAY_NOON, a_booking, a_delivery, anna, salon

MARK = "<script>alert(7)</script>\"'><img src=x onerror=alert(7)>"


class Seen(HTMLParser):
    """What a reader of the page sees, and the tags, attributes and links of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: dict[str, str] = {}
        self._href = ""
        self._hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self._href = dict(attrs).get("href") or ""
        if tag != "strong":
            self.pieces.append(" ")
        self._hidden = tag in {"title", "style"} or (self._hidden and tag != "body")

    def handle_data(self, data: str) -> None:
        if self._href and data.strip():
            self.links[data.strip()] = self._href
            self._href = ""
        if not self._hidden:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).replace("\N{NO-BREAK SPACE}", " ").split())


def seen(delivery: Delivery) -> Seen:
    return Seen(html(letter(occasion(delivery, now=MONDAY_NOON))))


@pytest.mark.parametrize("kind", CASES)
def test_both_parts_say_the_same_in_the_same_order(kind: str) -> None:
    mail = letter(occasion(delivery_of(kind), now=MONDAY_NOON))
    rest = Seen(html(mail)).text

    for piece in _pieces(plain(mail)):
        assert piece in rest
        rest = rest.partition(piece)[2]


def _pieces(text: str) -> list[str]:
    """The text part's blocks but the date, which the page sets in pieces, and what only text needs."""
    blocks = text.split("\n\n")[1:]
    lines = [line.removeprefix("> ").removeprefix("- ") for block in blocks for line in block.splitlines()]
    told = [line for line in lines if not line.startswith("http") and " 2026, " not in line]
    return [piece for line in told for piece in line.removesuffix(":").split(": ", 1) if piece]


@pytest.mark.parametrize("kind", CASES)
def test_the_button_is_the_last_thing(kind: str) -> None:
    mail = letter(occasion(delivery_of(kind), now=MONDAY_NOON))

    assert Seen(html(mail)).text.endswith(mail.button.words)
    assert plain(mail).endswith(f"\n\n{mail.button.words}:\n{mail.button.url}\n")


def test_links_make_sense_alone() -> None:
    organisation = salon(imprint_url="https://salon.example/impressum")
    told = occasion(
        a_delivery("booking_reminder", booking=a_booking(organisation=organisation)), now=MONDAY_NOON
    )

    links = Seen(html(letter(told))).links

    assert list(links) == ["030 1234567", "Ja, ich komme", "Impressum", "Buchung bearbeiten/absagen"]
    assert links["Ja, ich komme"] == links["Buchung bearbeiten/absagen"] + "attend/"


def test_the_page_has_one_heading_and_says_its_language() -> None:
    page = html(letter(occasion(delivery_of("booking_confirmed", "en"), now=MONDAY_NOON)))

    assert page.count("<h1") == 1
    assert '<html lang="en">' in page


@pytest.mark.parametrize("kind", CASES)
def test_nothing_that_people_typed_becomes_a_part_of_the_page(kind: str) -> None:
    organisation = salon(name=f"Salon {MARK}")
    about = a_booking(
        organisation=organisation, name=MARK, phone=MARK, note=MARK, answers=[[MARK, MARK]], number="A4719"
    )
    about.location.street = about.location.name = MARK
    resource, plain_resource = (anna(name=MARK), anna()) if kind.startswith("resource_") else (None, None)
    facts = CASES[kind][1] | {"personal_text": "Bis bald."}
    typed = facts | {"people": [MARK], "personal_text": MARK, "why": MARK}
    typed["offers"] = [offer | {"people": [MARK]} for offer in facts.get("offers", [])]

    ordinary = seen(a_delivery(kind, resource=plain_resource, **facts))
    marked = seen(a_delivery(kind, booking=about, resource=resource, **typed))

    assert (marked.tags, marked.attributes) == (ordinary.tags, ordinary.attributes)


def test_no_picture_and_no_address_but_links_is_asked_for() -> None:
    page = html(letter(occasion(delivery_of("booking_confirmed"), now=MONDAY_NOON)))

    assert Seen(page).attributes & {"src", "srcset", "background"} == set()
    assert "url(" not in page


@pytest.mark.parametrize(("language", "word"), [("de", "E-Mail"), ("en", "e-mail")])
def test_the_word_for_mail_stays_on_one_line(language: str, word: str) -> None:
    page = html(letter(occasion(delivery_of("booking_confirmed", language), now=MONDAY_NOON)))

    assert page.count(word) == page.count(f'<span style="white-space:nowrap;">{word}</span>') == 1


def test_what_is_kept_on_one_line_is_still_text() -> None:
    news = a_delivery("resource_new", resource=anna(name="<i>E-Mail</i>"))

    page = html(letter(occasion(news, now=MONDAY_NOON)))

    assert '&lt;i&gt;<span style="white-space:nowrap;">E-Mail</span>&lt;/i&gt;' in page
