"""How dates, clock times, lengths and zones are said in German and English, and what people type is tidied.

Pure: the language is an argument, the zone is an argument, nobody asks what time it is.
"""

from terminbuch.wording.addresses import fold_email, is_same_email
from terminbuch.wording.clocks import clock, from_to, is_repeated, length, moment, plain_clock
from terminbuch.wording.days import (
    dates_from_to,
    long_date,
    medium_date,
    month_name,
    short_date,
    slip_date,
    weekday_name,
    weekday_short,
)
from terminbuch.wording.finding import name_line, search_text, sought
from terminbuch.wording.numbers import spaced_number
from terminbuch.wording.phones import fold_phone, is_phone_number
from terminbuch.wording.placeholders import fill, in_braces
from terminbuch.wording.slugs import slug_from
from terminbuch.wording.spellings import spellings
from terminbuch.wording.typed import clean_line, clean_text
from terminbuch.wording.zone_choices import canonical_zone, zone_choices
from terminbuch.wording.zones import utc_offset, zone_city, zone_label, zone_short_name

__all__ = [
    "canonical_zone",
    "clean_line",
    "clean_text",
    "clock",
    "dates_from_to",
    "fill",
    "fold_email",
    "fold_phone",
    "from_to",
    "in_braces",
    "is_phone_number",
    "is_repeated",
    "is_same_email",
    "length",
    "long_date",
    "medium_date",
    "moment",
    "month_name",
    "name_line",
    "plain_clock",
    "search_text",
    "short_date",
    "slip_date",
    "slug_from",
    "sought",
    "spaced_number",
    "spellings",
    "utc_offset",
    "weekday_name",
    "weekday_short",
    "zone_choices",
    "zone_city",
    "zone_label",
    "zone_short_name",
]
