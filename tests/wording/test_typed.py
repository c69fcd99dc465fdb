"""What people type is tidied or refused."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminbuch.wording import clean_line, clean_text


@pytest.mark.parametrize(
    "name",
    [
        "Zoë 👩‍👩‍👧‍👦 Ørsted",
        "<script>alert(1)</script>",
        "{{ 7*7 }} ${7*7} {% debug %} #{7*7}",
        "**[Click](http://evil.example)** <b>x</b>",
        'Smith; John, Jr. \\ "x":y^n',
        "محمد الأحمد",
        "श्रीमती",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "👁️‍🗨️",
    ],
)
def test_honest_names_stay_as_they_are(name: str) -> None:
    assert clean_line(name) == name
    assert clean_text(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna \N{NO-BREAK SPACE}", "Anna"),
        ("\u200b\ufeffAnna\u2060", "Anna"),
        ("\u202eevil.exe", "evil.exe"),
        ("\u2066An\u200ena\u2069", "Anna"),
        ("Zoe\u0308", "Zoë"),
    ],
)
def test_invisible_and_turning_characters_go_and_letters_are_composed(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "\u200b\u200b\u2060", "\u200d", "\u00ad\ufeff", "\u3164", "\u0301", "\u2800", "\u202e"],
)
def test_what_nobody_can_see_counts_as_empty(typed: str) -> None:
    assert clean_line(typed) == ""
    assert clean_text(typed) == ""


@pytest.mark.parametrize(
    "sign", ["\0", "\r", "\n", "\t", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\ud800"]
)
@pytest.mark.parametrize("around", ["Ann{}Bcc: victim@example.org", "Ann{}", "{}Ann"])
def test_a_line_has_no_control_characters(sign: str, around: str) -> None:
    with pytest.raises(ValueError, match=r"^control$"):
        clean_line(around.format(sign))


def test_text_has_one_kind_of_line_end_and_keeps_its_paragraphs_and_tabs() -> None:
    assert clean_text("\r\nfirst\r\nsecond\rthird\u2028fourth\u2029\x85fifth\tend\n\n") == (
        "first\nsecond\nthird\nfourth\n\nfifth\tend"
    )


@pytest.mark.parametrize("sign", ["\0", "\x0b", "\x1b", "\x7f", "\x9f", "\ud800"])
def test_text_has_no_other_control_characters(sign: str) -> None:
    with pytest.raises(ValueError, match=r"^control$"):
        clean_text(f"first\n{sign}second")


def test_three_marks_on_a_letter_are_a_language_and_four_are_a_joke() -> None:
    three = "Z\u0351\u036b\u0357"

    assert clean_line(three * 2) == three * 2
    with pytest.raises(ValueError, match=r"^marks$"):
        clean_line(three + "\u0351")


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    try:
        once = clean_text(typed)
    except ValueError:
        return

    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize("typed", [" " * 99_999, "x" + " " * 99_999 + "x", "\u200d" * 99_999, "\r" * 99_999])
def test_long_rubbish_is_read_once(typed: str) -> None:
    before = time.perf_counter()
    clean_text(typed)
    assert time.perf_counter() - before < 1


def test_a_long_pile_of_marks_is_refused_at_once() -> None:
    before = time.perf_counter()
    with pytest.raises(ValueError, match=r"^marks$"):
        clean_line("a" + "\u0301\u0323" * 50_000)
    assert time.perf_counter() - before < 1
