"""When two e-mail addresses are one, and what is none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminbuch.wording import fold_email, is_same_email


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        (" Maria.Weber@Example.ORG ", "maria.weber@example.org"),
        ("o'neil+termin@mail.example.org", "o'neil+termin@mail.example.org"),
        ("maria@münchen.example", "maria@xn--mnchen-3ya.example"),
        ("maria@MÜNCHEN.example", "maria@xn--mnchen-3ya.example"),
        ("maria@XN--MNCHEN-3YA.example", "maria@xn--mnchen-3ya.example"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
    ],
)
def test_an_address_has_one_folded_form(typed: str, folded: str) -> None:
    assert fold_email(typed) == folded


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "shape"),
        ("maria", "shape"),
        ("@example.org", "shape"),
        ("a@b@example.org", "shape"),
        ("a" * 250 + "@example.org", "shape"),
        ("a" * 65 + "@example.org", "shape"),
        ("a@" + "b." * 124 + "example", "shape"),
        ("maria weber@example.org", "shape"),
        ("maria,weber@example.org", "shape"),
        ("<maria@example.org", "shape"),
        ('"maria"@example.org', "shape"),
        (".maria@example.org", "shape"),
        ("maria..weber@example.org", "shape"),
        ("a\0b@example.org", "shape"),
        ("a\r\nb@example.org", "shape"),
        ("käse@münchen.example", "local"),
        ("maria@", "domain"),
        ("a@b", "domain"),
        ("a@example.org>", "domain"),
        ("a@example.org\r\nBcc: b", "domain"),
        ("a@example.org\u2028b", "domain"),
        ("a@exa mple.org", "domain"),
        ("a@example..org", "domain"),
        ("a@example.org.", "domain"),
        ("a@-example.org", "domain"),
        ("a@example-.org", "domain"),
        ("a@exam_ple.org", "domain"),
        ("a@" + "b" * 64 + ".org", "domain"),
        ("a@127.0.0.1", "domain"),
        ("a@[127.0.0.1]", "domain"),
        ("a@\u202eexample.org", "domain"),
        ("a@straße.example", "domain"),
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{reason}$"):
        fold_email(typed)


def test_two_spellings_are_the_same_address() -> None:
    assert is_same_email("Maria@München.example", " maria@xn--mnchen-3ya.EXAMPLE")
    assert not is_same_email("maria@example.org", "maria@example.com")
    assert not is_same_email("maria", "maria")


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 1_000_000,
        "a@" + "a." * 500_000,
        "." * 254,
        "a@" + "ü" * 252,
        "a@" + "-" * 252,
        "a." * 120 + "@example.org",
        "a@" + "\u0345" * 250,
        " " * 1_000_000,
    ],
)
def test_hostile_input_is_refused_at_once(typed: str) -> None:
    before = time.perf_counter()
    with pytest.raises(ValueError, match=r"shape|domain"):
        fold_email(typed)
    assert time.perf_counter() - before < 0.05


@given(st.text() | st.emails())
def test_a_folded_address_is_plain_and_stays_as_it_is(typed: str) -> None:
    try:
        folded = fold_email(typed)
    except ValueError:
        return

    assert folded.isascii()
    assert folded.isprintable()
    assert len(folded) <= 254
    assert fold_email(folded) == folded
