"""How the number of a booking is said."""

from terminbuch.wording.languages import NO_BREAK


def spaced_number(number: str) -> str:
    """ "A4719" as "A 4 7 1 9", so that it can be read out; the line never breaks inside."""
    return NO_BREAK.join(number)
