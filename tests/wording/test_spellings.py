"""How a name may be spelled by whoever looks for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminbuch.wording import spellings


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("Anna", ("anna",)),
        ("Özlem", ("ozlem", "oezlem")),
        ("MÜLLER", ("muller", "mueller")),
        ("Mu\u0308ller", ("muller", "mueller")),
        ("Weiß", ("weiss",)),
        ("Zoë  O’Neil", ("zoe o'neil",)),
        ("Łukasz Søren", ("lukasz soren", "lukasz soeren")),
        ("İpek Ilgın", ("ipek ilgin",)),
        ("Ελένη", ("ελενη",)),
        ("", ("",)),
    ],
)
def test_a_name_is_found_with_and_without_its_accents(name: str, ways: tuple[str, ...]) -> None:
    assert spellings(name) == ways


@given(st.text())
def test_the_ways_of_a_way_hold_itself(name: str) -> None:
    for way in spellings(name):
        assert way in spellings(way)
