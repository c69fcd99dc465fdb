"""What was read becomes busy time, all of it or nothing; and a trouble takes nothing away (I4, I9)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from terminbuch.actions.outside import reading
from terminbuch.actions.outside.reading import Kept, keep, note_trouble, take_due
from terminbuch.ical.seen import Reading, SeenEvent, SeenSpan, ShowsAs
from terminbuch.models import (
    BusyTime,
    CalendarConnection,
    CalendarEntry,
    Conflict,
    Delivery,
    Member,
    OutsideCalendar,
    OutsideEvent,
    PushChannel,
    Resource,
)
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    change,
    make_booking,
    make_calendar,
    make_member,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LEASE = timedelta(minutes=5)


@pytest.fixture
def bens(salon: Salon) -> OutsideCalendar:
    """Ben's own, never read so far, and due."""
    return make_calendar(
        salon.ben, next_read_at=SUNDAY_18, last_good_at=None, read_from=None, read_until=None
    )


def an_event(
    name: str, starts_at: datetime, *, shows_as: ShowsAs = "busy", spans: int = 1, **fields: Any
) -> SeenEvent:
    """An hour, on so many days in a row."""
    times = [starts_at + number * DAY for number in range(spans)]
    taken = tuple(SeenSpan(each, each + HOUR, shows_as) for each in times)
    single: dict[str, Any] = {"starts_at": starts_at, "ends_at": starts_at + HOUR} if spans == 1 else {}
    return SeenEvent(name, **{"etag": "1", "spans": taken} | single | fields)


def an_answer(*events: SeenEvent, at: datetime = SUNDAY_18, **fields: Any) -> Reading:
    values: dict[str, Any] = {"is_full": True, "token": "t1", "events": events}
    return Reading(at, SUNDAY_18 - 2 * DAY, SUNDAY_18 + 400 * DAY, **values | fields)


def taken(now: datetime = SUNDAY_18) -> OutsideCalendar:
    found = take_due(now, lease=LEASE)
    assert found is not None
    return found


def read(*events: SeenEvent, now: datetime = SUNDAY_18, **fields: Any) -> Kept | None:
    return keep(taken(now), an_answer(*events, at=now, **fields), now=now)


def busy(calendar: OutsideCalendar) -> list[tuple[str, datetime, str, bool]]:
    rows = BusyTime.objects.of(calendar.organisation_id).filter(calendar=calendar)
    columns = ("event__remote_id", "starts_at", "shows_as", "blocks")
    return list(rows.order_by("starts_at", "pk").values_list(*columns))


def revision(resource: Resource) -> int:
    resource.refresh_from_db()
    return resource.revision


def due_again(calendar: OutsideCalendar, now: datetime) -> OutsideCalendar:
    calendar.refresh_from_db()
    change(calendar, next_read_at=now)
    return calendar


def test_the_first_answer_says_what_is_busy(salon: Salon, bens: OutsideCalendar) -> None:
    before = revision(salon.ben)

    kept = read(an_event("1", MONDAY_9), an_event("2", TUESDAY_9, spans=2), an_event("3", MONDAY_9, spans=0))

    assert kept == Kept(frozenset({"1", "2"}))
    assert busy(bens) == [
        ("1", MONDAY_9, "busy", True),
        ("2", TUESDAY_9, "busy", True),
        ("2", TUESDAY_9 + DAY, "busy", True),
    ]
    bens.refresh_from_db()
    known = (bens.token, bens.full_due, bens.last_good_at, bens.read_until, bens.next_read_at)
    assert known == (
        "t1", False, SUNDAY_18, SUNDAY_18 + 400 * DAY, SUNDAY_18 + 2 * MINUTE,
    )  # fmt: skip
    assert (bens.lease_until, bens.lease_token, revision(salon.ben)) == (None, None, before + 1)


def test_changes_are_merged_and_a_full_answer_is_compared(bens: OutsideCalendar) -> None:
    read(an_event("1", MONDAY_9), an_event("2", MONDAY_10), an_event("3", TUESDAY_9))

    due_again(bens, SUNDAY_18 + HOUR)
    read(
        an_event("2", TUESDAY_9), now=SUNDAY_18 + HOUR, is_full=False, gone=frozenset({"1", "8"}), token="t2"
    )
    assert busy(bens) == [("3", TUESDAY_9, "busy", True), ("2", TUESDAY_9, "busy", True)]

    due_again(bens, SUNDAY_18 + 2 * HOUR)
    kept = read(an_event("2", TUESDAY_9), an_event("4", MONDAY_9), now=SUNDAY_18 + 2 * HOUR)
    assert kept == Kept(frozenset({"3", "4"}))
    assert busy(bens) == [("4", MONDAY_9, "busy", True), ("2", TUESDAY_9, "busy", True)]


def test_what_can_no_longer_be_read_of_an_event_goes_on_blocking(bens: OutsideCalendar) -> None:
    read(an_event("1", MONDAY_9), an_event("2", MONDAY_10))

    due_again(bens, SUNDAY_18 + HOUR)
    half = an_event("1", TUESDAY_9, etag="2", is_partial=True)
    nothing = an_event("2", MONDAY_10, spans=0, etag="2", is_partial=True)
    read(half, nothing, now=SUNDAY_18 + HOUR)
    assert [(name, starts_at) for name, starts_at, _, _ in busy(bens)] == [
        ("1", MONDAY_9),
        ("2", MONDAY_10),
        ("1", TUESDAY_9),
    ]

    due_again(bens, SUNDAY_18 + 2 * HOUR)
    read(an_event("1", TUESDAY_9, etag="3"), now=SUNDAY_18 + 2 * HOUR)
    assert busy(bens) == [("1", TUESDAY_9, "busy", True)]


def test_what_changes_nothing_raises_nothing(salon: Salon, bens: OutsideCalendar) -> None:
    read(an_event("1", MONDAY_9), an_event("2", MONDAY_9, spans=3))
    before = revision(salon.ben)

    for number, answer in enumerate(
        [
            an_answer(an_event("1", MONDAY_9, etag="2"), an_event("2", MONDAY_9, spans=3)),
            an_answer(is_full=False, token="t2"),
            an_answer(unchanged=True, is_full=False, token=""),
        ]
    ):
        now = SUNDAY_18 + number * HOUR
        due_again(bens, now)
        assert keep(taken(now), answer, now=now) == Kept()

    bens.refresh_from_db()
    assert (revision(salon.ben), bens.token, bens.changed_at) == (before, "t2", SUNDAY_18)
    assert OutsideEvent.objects.of(bens.organisation).get(remote_id="1").etag == "2"


def test_only_a_full_answer_says_how_far_it_reaches(salon: Salon, bens: OutsideCalendar) -> None:
    read(an_event("1", MONDAY_9))
    before = revision(salon.ben)
    later = SUNDAY_18 + DAY
    further: dict[str, Any] = {"starts_at": SUNDAY_18, "ends_at": SUNDAY_18 + 401 * DAY}

    due_again(bens, later)
    keep(taken(later), Reading(later, is_full=False, token="t2", **further), now=later)
    bens.refresh_from_db()
    assert (bens.read_until, revision(salon.ben)) == (SUNDAY_18 + 400 * DAY, before)

    due_again(bens, later)
    keep(taken(later), Reading(later, is_full=True, events=(an_event("1", MONDAY_9),), **further), now=later)
    bens.refresh_from_db()
    assert (bens.read_until, bens.full_at, bens.token) == (SUNDAY_18 + 401 * DAY, later, "")
    assert revision(salon.ben) == before + 1


def test_tentative_blocks_as_the_calendar_says(bens: OutsideCalendar) -> None:
    change(bens, tentative_blocks=False)

    read(
        an_event("1", MONDAY_9, shows_as="tentative"),
        an_event("2", TUESDAY_9, shows_as="out_of_office"),
    )

    assert busy(bens) == [
        ("1", MONDAY_9, "tentative", False),
        ("2", TUESDAY_9, "out_of_office", True),
    ]


def test_what_does_not_count_counts_again_at_another_time(bens: OutsideCalendar) -> None:
    events = an_event("1", MONDAY_9), an_event("2", MONDAY_10, spans=2)
    read(*events)
    OutsideEvent.objects.of(bens.organisation).update(is_ignored=True)
    BusyTime.objects.of(bens.organisation).update(blocks=False)

    due_again(bens, SUNDAY_18 + HOUR)
    assert read(*events, now=SUNDAY_18 + HOUR) == Kept()

    due_again(bens, SUNDAY_18 + 2 * HOUR)
    read(an_event("1", TUESDAY_9), an_event("2", MONDAY_10, spans=3), now=SUNDAY_18 + 2 * HOUR)
    assert [(name, blocks) for name, _, _, blocks in busy(bens)] == [
        ("2", False), ("1", True), ("2", False), ("2", False),
    ]  # fmt: skip


def test_our_own_entry_in_its_place_is_nobodys_busy_time_and_moved_it_is(
    salon: Salon, bens: OutsideCalendar
) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.clara.pk)
    entry: dict[str, Any] = {"starts_at": MONDAY_9, "ends_at": MONDAY_10, "written_at": SUNDAY_18 - HOUR}
    CalendarEntry.objects.create(
        organisation=salon.organisation, booking=booking, calendar=bens, remote_id="our.ics", is_there=True,
        version=booking.version, **entry,
    )  # fmt: skip

    read(an_event("our.ics", MONDAY_9, marker=booking.uid.hex))
    assert busy(bens) == []
    assert OutsideEvent.objects.of(bens.organisation).get().booking == booking

    due_again(bens, SUNDAY_18 + HOUR)
    read(an_event("our.ics", TUESDAY_9, marker=booking.uid.hex), now=SUNDAY_18 + HOUR)
    assert busy(bens) == [("our.ics", TUESDAY_9, "busy", True)]


def test_a_busy_time_over_a_booking_is_a_conflict_until_it_goes(salon: Salon, bens: OutsideCalendar) -> None:
    change(bens, blocks=False)
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    change(bens, blocks=True)

    read(an_event("1", MONDAY_9))
    case = Conflict.objects.of(salon.organisation).get()
    assert (case.kind, case.remote_id, case.is_open) == ("overlap", "1", True)

    due_again(bens, SUNDAY_18 + HOUR)
    read(now=SUNDAY_18 + HOUR)
    case.refresh_from_db()
    assert case.ending == "gone"


def test_over_what_does_not_block_there_is_no_conflict(salon: Salon, bens: OutsideCalendar) -> None:
    change(bens, blocks=False, receives=True)
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)

    read(an_event("1", MONDAY_9))

    assert Conflict.objects.of(salon.organisation).count() == 0


def test_names_that_no_column_takes_are_kept_in_short(bens: OutsideCalendar) -> None:
    long = an_event("x" * 3000, MONDAY_9, uid="y" * 3000, etag="z\0" * 900)
    odd = an_event("a\0b", MONDAY_10)
    read(long, odd, skipped=("line 7\0",) * 50)

    names = [name for name, *_ in busy(bens)]
    assert [name.partition(":")[0] for name in names] == ["sha256", "sha256"]
    bens.refresh_from_db()
    assert bens.skipped == ["line 7"] * 20

    due_again(bens, SUNDAY_18 + HOUR)
    read(now=SUNDAY_18 + HOUR, is_full=False, gone=frozenset({long.remote_id}))
    assert [name for name, *_ in busy(bens)] == names[1:]


def test_an_answer_to_a_question_that_is_no_longer_ours_is_dropped(
    salon: Salon, bens: OutsideCalendar
) -> None:
    ours = taken()
    bens.refresh_from_db()
    change(bens, lease_token=None, lease_until=None)

    assert keep(ours, an_answer(an_event("1", MONDAY_9)), now=SUNDAY_18) is None
    note_trouble(ours, "broken", now=SUNDAY_18)

    bens.refresh_from_db()
    assert (busy(bens), bens.failures, bens.last_good_at) == ([], 0, None)


@pytest.mark.parametrize(
    ("kind", "channel", "pause"),
    [("caldav", "", 2), ("google", "channel", 5), ("google", "", 2), ("feed", "", 10)],
)
def test_how_often_it_is_read(bens: OutsideCalendar, kind: str, channel: str, pause: int) -> None:
    change(bens.connection, kind=kind)
    PushChannel.objects.create(
        organisation=bens.organisation, calendar=bens, secret_hash="", remote_id=channel,
        created_at=SUNDAY_18, renew_at=TUESDAY_9, expires_at=TUESDAY_9,
    )  # fmt: skip

    read()

    bens.refresh_from_db()
    assert bens.next_read_at == SUNDAY_18 + pause * MINUTE


@pytest.mark.parametrize("is_answered", [True, False])
def test_a_notice_that_comes_meanwhile_wants_a_read_of_its_own(
    bens: OutsideCalendar, is_answered: bool
) -> None:
    ours = taken()
    bens.refresh_from_db()
    change(bens, next_read_at=SUNDAY_18 + MINUTE / 60)

    if is_answered:
        keep(ours, an_answer(), now=SUNDAY_18 + MINUTE)
    else:
        note_trouble(ours, "broken", now=SUNDAY_18 + MINUTE)

    bens.refresh_from_db()
    assert bens.next_read_at == SUNDAY_18 + MINUTE / 60


def test_each_is_read_by_one_and_of_a_connection_one_at_a_time(salon: Salon, bens: OutsideCalendar) -> None:
    other = make_calendar(salon.clara, next_read_at=SUNDAY_18)
    change(other, connection=bens.connection, remote_id="/other/")
    third = make_calendar(salon.clara, "Verein", next_read_at=SUNDAY_18 + MINUTE)
    make_calendar(salon.clara, "Familie", next_read_at=None)
    assert reading.number_due(SUNDAY_18) == 2

    assert taken() == bens
    assert take_due(SUNDAY_18, lease=LEASE) is None
    assert taken(SUNDAY_18 + MINUTE) == third
    assert [taken(SUNDAY_18 + LEASE), take_due(SUNDAY_18 + LEASE, lease=LEASE)] == [other, None]
    assert taken(SUNDAY_18 + 2 * LEASE) == bens


def test_a_trouble_leaves_what_is_known_and_is_tried_again_less_and_less_often(
    salon: Salon, bens: OutsideCalendar
) -> None:
    read(an_event("1", MONDAY_9))
    before, known = revision(salon.ben), busy(bens)
    pauses = []
    for _ in range(7):
        due_again(bens, SUNDAY_18 + HOUR)
        note_trouble(taken(SUNDAY_18 + HOUR), "unreachable", now=SUNDAY_18 + HOUR)
        bens.refresh_from_db()
        assert bens.next_read_at is not None
        pauses.append((bens.next_read_at - SUNDAY_18 - HOUR).total_seconds())

    assert pauses == [30, 60, 120, 240, 300, 300, 300]
    assert (bens.failures, bens.failing_since, bens.trouble) == (7, SUNDAY_18 + HOUR, "unreachable")
    assert (bens.last_good_at, bens.token, bens.full_due) == (SUNDAY_18, "t1", False)
    assert (revision(salon.ben), busy(bens)) == (before, known)


@pytest.mark.parametrize(("again_in", "pause"), [(MINUTE / 6, 0.5), (20 * MINUTE, 20), (90 * DAY, 60)])
def test_whoever_says_when_is_asked_then(bens: OutsideCalendar, again_in: timedelta, pause: float) -> None:
    note_trouble(taken(), "too_many", now=SUNDAY_18, again_at=SUNDAY_18 + again_in)

    bens.refresh_from_db()
    assert bens.next_read_at == SUNDAY_18 + pause * MINUTE


def test_a_lost_token_makes_the_next_read_a_comparison(bens: OutsideCalendar) -> None:
    read(an_event("1", MONDAY_9))
    due_again(bens, SUNDAY_18 + HOUR)
    note_trouble(taken(SUNDAY_18 + HOUR), "token_lost", now=SUNDAY_18 + HOUR)

    bens.refresh_from_db()
    assert bens.full_due is True


def test_after_three_refused_sign_ins_nothing_is_tried(bens: OutsideCalendar) -> None:
    for number in range(3):
        now = SUNDAY_18 + number * HOUR
        note_trouble(taken(now), "signed_out", now=now)

    bens.connection.refresh_from_db()
    assert (bens.connection.refusals, bens.connection.state) == (3, CalendarConnection.State.SIGNED_OUT)
    assert take_due(SUNDAY_18 + DAY, lease=LEASE) is None


def test_a_good_answer_makes_good(salon: Salon, bens: OutsideCalendar) -> None:
    make_member(salon.organisation, "Olga", role=Member.Role.OWNER)
    note_trouble(taken(), "signed_out", now=SUNDAY_18)
    bens.refresh_from_db()
    change(bens, is_withheld=True, told_at=SUNDAY_18 + HOUR, next_read_at=SUNDAY_18)
    before = revision(salon.ben)

    read()

    bens.refresh_from_db()
    bens.connection.refresh_from_db()
    assert (bens.is_withheld, bens.told_at, bens.failing_since, bens.failures, bens.trouble) == (
        False, None, None, 0, "",
    )  # fmt: skip
    assert (bens.connection.refusals, revision(salon.ben)) == (0, before + 1)
    told = Delivery.objects.of(salon.organisation).values_list("kind", "recipient", "facts__calendar")
    assert list(told) == [("calendar_back", "olga@salon.example", str(bens.uid))]
