"""The table of points: what is not there any more is an error at once; what is reached ends the process."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.torture.faults import failing
from tests.torture.faults.acts import ACTS
from tests.torture.faults.failing import arm
from tests.torture.faults.points import COMMIT, POINTS, STATEMENT, Point


class Died(Exception):
    """Instead of the process, for whoever looks on."""


@pytest.fixture(autouse=True)
def spared(monkeypatch: pytest.MonkeyPatch) -> None:
    def die() -> None:
        raise Died

    monkeypatch.setattr(failing, "_die", die)


def test_there_are_enough_points_and_each_can_be_played() -> None:
    assert len(POINTS) >= 25
    assert {point.play for point in POINTS} == ACTS.keys()
    assert [title for title, times in Counter(point.title for point in POINTS).items() if times > 1] == []


@pytest.mark.parametrize("point", [each for each in POINTS if each.where not in {STATEMENT, COMMIT}])
def test_each_function_is_there(point: Point, monkeypatch: pytest.MonkeyPatch) -> None:
    module, _, name = point.where.partition(":")
    monkeypatch.setattr(f"{module}.{name}", getattr(__import__(module, fromlist=[name]), name))

    arm(point)


def test_a_function_that_has_gone_is_an_error_at_once() -> None:
    gone = Point("mail", "after something", "terminbuch.actions.deliveries:take_whatever")

    with pytest.raises(LookupError, match="take_whatever"):
        arm(gone)


@pytest.mark.parametrize("when", ["before", "after"])
def test_the_so_manieth_call_is_the_last(when: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from terminbuch.wording import phones  # noqa: PLC0415  # any room will do; this one is small

    name = next(name for name, one in vars(phones).items() if callable(one) and name[0].islower())
    calls: list[str] = []
    monkeypatch.setattr(phones, name, calls.append)

    point = Point("any", "any", f"{phones.__name__}:{name}", "before", nth=2)
    arm(replace(point, when=when))  # type: ignore[arg-type]
    getattr(phones, name)("first")
    with pytest.raises(Died):
        getattr(phones, name)("second")

    assert calls == (["first"] if when == "before" else ["first", "second"])
