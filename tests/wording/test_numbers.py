"""How the number of a booking is said."""

from terminbuch.wording import spaced_number


def test_a_number_is_spaced_for_reading_out_and_stays_on_one_line() -> None:
    assert (
        spaced_number("A4719")
        == "A\N{NO-BREAK SPACE}4\N{NO-BREAK SPACE}7\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}9"
    )
