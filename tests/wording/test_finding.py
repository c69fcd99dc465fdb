"""Whoever is looked for is found, however the name, the mail or the number is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminbuch.wording import name_line, search_text, sought

BERLIN = "Europe/Berlin"
OEZLEM = search_text("Özlem Weiß-Müller", "oezlem@example.org", "+49 30 1234567", BERLIN)


def is_found(typed: str, text: str) -> bool:
    return all(any(way in text for way in ways) for ways in sought(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "özlem", "OZLEM", "oezlem", "weiss", "Weiß", "mueller", "muller", "Müller özlem",
        "oezlem@example", "example.org", "030 123", "+49 30 12", "0049 30", "(030) 1234567", "1234567",
        "özlem 030", "", "  ",
    ],
)  # fmt: skip
def test_every_way_of_typing_finds_her(typed: str) -> None:
    assert is_found(typed, OEZLEM)


@pytest.mark.parametrize("typed", ["anna", "özlem schmidt", "0301234568", "+43 30", "%", "_", "özlem\\"])
def test_nobody_else_is_found(typed: str) -> None:
    assert not is_found(typed, OEZLEM)


def test_an_umlaut_finds_who_writes_the_name_without() -> None:
    assert is_found("Müller", search_text("Mueller", "", "", BERLIN))
    assert is_found("Müller", search_text("Muller", "", "", BERLIN))


def test_the_text_begins_with_the_name() -> None:
    assert OEZLEM.startswith(name_line("ozlem weiss-muller"))
    assert not OEZLEM.startswith(name_line("Özlem"))


def test_a_text_is_no_longer_than_its_column_and_what_is_looked_for_is_short() -> None:
    assert len(search_text("ﷺ" * 120, "a@example.org", "", BERLIN)) == 500
    assert len(sought("a " * 1000)) == 8
    assert sought("a" * 1_000_000) == (("a" * 200,),)


@given(st.text(max_size=60))
def test_whatever_the_name_is_it_finds_itself(name: str) -> None:
    assert is_found(name, search_text(name, "", "", BERLIN))
