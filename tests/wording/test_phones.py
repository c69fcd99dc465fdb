"""When two telephone numbers are one, and by which digits a number is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminbuch.wording import fold_phone, is_phone_number
from terminbuch.wording.phones import phone_digits, sought_digits

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    "typed", ["030 1234567", "(030) 123 45 67", "+49 30 1234567", "+49 (0)30 1234567", "0049/30/1234567"]
)
def test_all_spellings_of_a_number_fold_to_one(typed: str) -> None:
    assert fold_phone(typed, BERLIN) == "+49301234567"


@pytest.mark.parametrize(
    ("zone_name", "folded"), [("Europe/Vienna", "+431234567"), ("Europe/Berlin", "+491234567")]
)
def test_without_a_country_code_it_is_a_number_of_the_zones_country(zone_name: str, folded: str) -> None:
    assert fold_phone("01 234567", zone_name) == folded


@pytest.mark.parametrize("typed", ["", "1", "no number", "+", "0" * 33, "+49 30 12345678901234567890"])
def test_what_cannot_be_called_has_no_folded_form(typed: str) -> None:
    assert (fold_phone(typed, BERLIN), is_phone_number(typed, BERLIN)) == ("", False)


def test_a_number_is_found_from_abroad_and_from_within() -> None:
    assert phone_digits("+49 30 1234567", BERLIN) == ("49301234567", "0301234567")


def test_a_number_that_cannot_be_read_is_found_as_it_was_typed() -> None:
    assert phone_digits("App. 12", "") == ("12",)
    assert phone_digits("", BERLIN) == ()


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("030 12", "03012"),
        ("(030) 12-3", "030123"),
        ("+49 30 1", "49301"),
        ("0049 30 1", "49301"),
        ("+49 (0)30 1", "49301"),
        ("(0)30 1", "0301"),
        ("Anna 030", ""),
        ("", ""),
    ],
)
def test_the_beginning_of_a_number_is_looked_for_by_its_digits(typed: str, digits: str) -> None:
    assert sought_digits(typed) == digits


@given(st.text())
def test_whatever_is_typed_is_plain_digits_afterwards(typed: str) -> None:
    folded = fold_phone(typed, BERLIN)

    assert len(folded) <= 20
    assert all(digits.isascii() and digits.isdigit() for digits in phone_digits(typed, BERLIN))
    assert fold_phone(folded, "Europe/Paris") == folded
