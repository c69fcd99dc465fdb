"""Words in braces are filled, never run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminbuch.wording import fill, in_braces

VALUES = {"name": "Maria Weber", "zeit": "Mittwoch", "ort": "", "trick": "{name} {zeit}"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hallo {name}, bis {zeit}.", "Hallo Maria Weber, bis Mittwoch."),
        ("{ name }", "Maria Weber"),
        ("Treffpunkt {ort} am {zeit}", "Treffpunkt am Mittwoch"),
        ("Guten Tag {ort},\nbis bald {ort}!", "Guten Tag,\nbis bald!"),
        ("{trick}", "{name} {zeit}"),
        ("ohne\n\nalles", "ohne\n\nalles"),
        ("", ""),
    ],
)
def test_braces_are_filled_once_and_leave_no_hole(text: str, filled: str) -> None:
    assert fill(text, VALUES) == filled


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{name} und {zeit}", ["name", "zeit"]),
        ("{{ booking.tenant.secret_key }}", ["", "booking.tenant.secret_key", ""]),
        ("{% include '/etc/passwd' %}", ["% include '/etc/passwd' %"]),
        ("{name.__class__}", ["name.__class__"]),
        ("eine { allein", [""]),
        ("{}", [""]),
        ("keine", []),
    ],
)
def test_what_stands_in_braces_is_found(text: str, words: list[str]) -> None:
    assert list(in_braces(text)) == words


def test_another_word_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{secret}", VALUES)


@given(st.text(alphabet="ab{} ,\n", max_size=40))
def test_a_text_whose_braces_are_all_known_can_be_filled(text: str) -> None:
    known = dict.fromkeys(in_braces(text), "x")

    assert "{" not in fill(text, known)
