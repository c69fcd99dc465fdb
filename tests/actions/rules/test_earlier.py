"""A rule as it was before is brought back by the deed of that rule, with all that it does."""

from __future__ import annotations

from datetime import date

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.rules import Saving
from terminbuch.actions.rules.earlier import bring_back, earlier
from terminbuch.actions.rules.refusals import BuiltUpon
from terminbuch.models import HistoryEntry
from terminbuch.queries.preview import RuleChange, digest
from tests.actions.rules.test_rules import Kind, every_kind, save
from tests.builders import SUNDAY_18, Salon
from tests.queries.preview.posted import exception, hours, week

MONDAY = date(2026, 11, 23)


def entry(salon: Salon) -> HistoryEntry:
    return HistoryEntry.objects.of(salon.organisation).filter(booking=None).latest("pk")


def back(change: RuleChange, by: Actor) -> None:
    bring_back(change, Saving(digest(change.stored())), by=by, now=SUNDAY_18)


@every_kind
def test_what_held_before_comes_back_and_is_logged(salon: Salon, clara: Actor, kind: Kind) -> None:
    asked = kind(salon)
    before = asked.stored()
    save(asked, clara)
    done = entry(salon)

    back(earlier(done), clara)

    assert asked.stored() == before
    assert (entry(salon).facts["was"], entry(salon).facts["to"]) == (done.facts["to"], done.facts["was"])


@every_kind
def test_what_was_changed_again_since_is_left(salon: Salon, clara: Actor, kind: Kind) -> None:
    save(kind(salon), clara)
    done = entry(salon)
    back(earlier(done), clara)

    with pytest.raises(BuiltUpon):
        earlier(done)


def test_a_date_comes_back_as_open_as_closed_and_as_every_week(salon: Salon, clara: Actor) -> None:
    seen: list[object] = []
    for posted in ("10:00-12:00 13:00-15:00", "", None):
        save(exception(salon, MONDAY, posted), clara)
    for _ in range(3):
        done = list(HistoryEntry.objects.of(salon.organisation).order_by("pk"))[2 - len(seen)]
        back(earlier(done), clara)
        seen.append(exception(salon, MONDAY, None).stored())

    opened = exception(salon, MONDAY, "10:00-12:00 13:00-15:00").windows
    assert seen == [(), opened, None]


def test_a_place_that_is_gone_has_no_hours_to_bring_back(salon: Salon, clara: Actor) -> None:
    save(hours(salon, week("")), clara)
    done = entry(salon)
    salon.location.delete()

    with pytest.raises(BuiltUpon):
        earlier(done)


def test_an_entry_that_does_not_say_which_date_is_left(salon: Salon, clara: Actor) -> None:
    """As the first versions wrote them."""
    save(exception(salon, MONDAY, ""), clara)
    done = entry(salon)
    del done.facts["on_date"]

    with pytest.raises(BuiltUpon):
        earlier(done)
