"""The personal sentence: the organisation's own words, set apart, for the customer alone."""

from __future__ import annotations

import pytest

from terminbuch.mail.letter import Row
from terminbuch.mail.letters import letter
from terminbuch.mail.occasion import occasion
from terminbuch.mail.rendering import html, plain

from .cases import CASES
from .reading import written
from .rows import MONDAY_NOON, a_delivery, anna

TO_CUSTOMERS = [kind for kind in CASES if not kind.startswith("resource_")]
TO_RESOURCES = [kind for kind in CASES if kind.startswith("resource_")]
TYPED = "Anna ist krank.\r\n\r\n  <b>Leider</b> &\u2028bald. "
FOLDED = "Anna ist krank. <b>Leider</b> & bald."


@pytest.mark.parametrize("kind", TO_CUSTOMERS)
def test_every_mail_to_the_customer_quotes_it_on_one_line(kind: str) -> None:
    quote = written(a_delivery(kind, **CASES[kind][1] | {"personal_text": TYPED})).quote

    assert quote == Row("Salon Anna schreibt Ihnen", FOLDED)


def test_it_stands_apart_below_the_slip_in_both_parts() -> None:
    told = occasion(a_delivery("booking_cancelled", by="member", personal_text=TYPED), now=MONDAY_NOON)

    text, page = plain(letter(told)), html(letter(told))

    assert f"Nummer: A 4 7 1 9\n\nSalon Anna schreibt Ihnen:\n> {FOLDED}\n\nMöchten Sie" in text
    assert ">Anna ist krank. &lt;b&gt;Leider&lt;/b&gt; &amp; bald.</blockquote>" in page


@pytest.mark.parametrize("kind", TO_RESOURCES)
def test_no_resource_reads_what_was_written_to_the_customer(kind: str) -> None:
    facts = CASES[kind][1] | {"personal_text": "Anna ist krank."}
    told = occasion(a_delivery(kind, resource=anna(), **facts), now=MONDAY_NOON)

    assert "krank" not in plain(letter(told)) + html(letter(told))


def test_nothing_but_spaces_is_no_sentence() -> None:
    assert written(a_delivery("booking_confirmed", personal_text=" \n ")).quote is None
