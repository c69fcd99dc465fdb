"""Telephone numbers: checked, kept as they were typed, and folded so that two spellings compare equal."""

from __future__ import annotations

import re

import phonenumbers
from babel.core import get_global
from phonenumbers import PhoneNumber, PhoneNumberFormat

LONGEST = 32
DIGITS_AND_SIGNS = re.compile(r"[\s0-9+()./\N{NO-BREAK SPACE}–-]+")
# "+49 (0)30": the zero is for callers from within the country.
TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")


def is_phone_number(typed: str, zone_name: str) -> bool:
    """Whether it can be called. A number without a country code is read as in the country of the zone."""
    return len(typed) <= LONGEST and _possible(typed, zone_name) is not None


def fold_phone(typed: str, zone_name: str) -> str:
    """The number as E.164 ("+4930123456"); "" for what can't be called. Never raises."""
    number = _possible(typed, zone_name) if len(typed) <= LONGEST else None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else ""


def phone_digits(typed: str, zone_name: str) -> tuple[str, ...]:
    """The digits by which a number is found: from abroad, from within the country, and as typed."""
    number = _possible(typed, zone_name) if len(typed) <= LONGEST else None
    said = _said_digits(number) if number else []
    return tuple(filter(None, dict.fromkeys([*said, sought_digits(typed) or _digits(typed)])))


def sought_digits(typed: str) -> str:
    """The digits of what looks like (the beginning of) a number, however it is spelled; else ""."""
    if not DIGITS_AND_SIGNS.fullmatch(typed):
        return ""
    digits = _digits(TRUNK_ZERO.sub("", typed) if typed.strip().startswith(("+", "00")) else typed)
    return digits.removeprefix("00")


def _possible(typed: str, zone_name: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(typed, get_global("zone_territories").get(zone_name))
    except phonenumbers.NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    return number if reason == phonenumbers.ValidationResult.IS_POSSIBLE else None


def _said_digits(number: PhoneNumber) -> list[str]:
    forms = [PhoneNumberFormat.E164, PhoneNumberFormat.NATIONAL]
    return [_digits(phonenumbers.format_number(number, form)) for form in forms]


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign in "0123456789")
