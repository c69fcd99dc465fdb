"""Telephone numbers: checked, and kept as they were typed."""

from __future__ import annotations

import phonenumbers
from babel.core import get_global

LONGEST = 32


def is_phone_number(typed: str, zone_name: str) -> bool:
    """Whether it can be called. A number without a country code is read as in the country of the zone."""
    try:
        number = phonenumbers.parse(typed, get_global("zone_territories").get(zone_name))
    except phonenumbers.NumberParseException:
        return False
    reason = phonenumbers.is_possible_number_with_reason(number)
    return len(typed) <= LONGEST and reason == phonenumbers.ValidationResult.IS_POSSIBLE
