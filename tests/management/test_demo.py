from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import TestCase

from terminbuch.actions import demo
from terminbuch.actions.demo.visits import visits
from terminbuch.models import Booking, Delivery, HistoryEntry, Location, Member, Organisation, Service, Task
from terminbuch.queries.offers import earliest
from terminbuch.queries.wish import Wish

MONDAY_NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
TWO_WEEKS = timedelta(days=14)
FOREIGN = "http://localhost:8001"


def fill(*, publish_passwords: bool = True) -> Organisation:
    demo.fill(now=MONDAY_NOON, publish_passwords=publish_passwords, foreign_origin=FOREIGN)
    return Organisation.objects.get(slug="salon-anna")


def everything() -> list[object]:
    bookings = (
        Booking.objects.everywhere().order_by("pk").values_list("uid", "starts_at", "status", "version")
    )
    rows = (Delivery, HistoryEntry, Member, Service, Task)
    return [*bookings, *(model.objects.everywhere().count() for model in rows)]


class TestTheLivingWeek(TestCase):
    """Filling takes seconds, so these share one demo."""

    salon: Organisation

    @classmethod
    def setUpTestData(cls) -> None:
        cls.salon = fill()

    def test_done_again_it_changes_nothing(self) -> None:
        before = everything()

        fill()
        demo.renew(now=MONDAY_NOON)

        assert everything() == before

    def test_every_working_day_round_today_has_bookings(self) -> None:
        starts = Booking.objects.of(self.salon).values_list("starts_at", flat=True)

        busy = {start.date() for start in starts}

        assert busy >= {date(2026, 11, day) for day in (19, 20, 21, 23, 24, 25, 26, 27, 28)}

    def test_there_is_something_of_everything(self) -> None:
        seen = set(HistoryEntry.objects.of(self.salon).values_list("what", flat=True))
        states = set(Booking.objects.of(self.salon).values_list("status", flat=True))

        assert seen >= {"booked", "requested", "accepted", "moved", "cancelled", "entered"}
        assert states == {"confirmed", "pending", "cancelled"}
        assert Task.objects.of(self.salon).filter(kind=Task.Kind.DECIDE, done_at__isnull=True).count() == 1

    def test_some_called_some_have_no_address_and_some_are_nobody(self) -> None:
        by_hand = Booking.objects.of(self.salon).filter(origin=Booking.Origin.BY_HAND)

        assert by_hand.filter(service__isnull=True, staff_note="Fenster werden geputzt").exists()
        assert by_hand.filter(service__isnull=False, customer__isnull=True).exists()
        assert by_hand.filter(customer__isnull=False, email="").exists()

    def test_only_the_booking_just_made_sends_mails(self) -> None:
        due = Delivery.objects.of(self.salon).filter(state=Delivery.State.DUE, due_at__lte=MONDAY_NOON)

        assert set(due.values_list("booking__name", "recipient")) == {
            ("Hanna Wolf", "hanna.wolf@example.org"),
            ("Hanna Wolf", "clara@example.org"),
        }

    def test_every_service_of_both_businesses_can_be_booked_soon(self) -> None:
        for service in Service.objects.everywhere().select_related("organisation"):
            place = Location.objects.of(service.organisation).get()

            (first,) = earliest(Wish(service, place), now=MONDAY_NOON, count=1)

            assert first.start < MONDAY_NOON + TWO_WEEKS, service

    def test_a_foreign_page_may_show_the_salon(self) -> None:
        assert self.salon.embedding_origins == [FOREIGN]

    def test_each_member_may_enter_one_business(self) -> None:
        entries = Member.objects.everywhere().values_list("user__email", "organisation__slug", "role")

        assert set(entries) == {
            ("clara@example.org", "salon-anna", "owner"),
            ("berg@example.org", "praxis-berg", "owner"),
        }

    def test_the_published_password_opens_the_door(self) -> None:
        clara = Member.objects.of(self.salon).get()

        assert clara.user.check_password("clara-im-salon")


@pytest.mark.django_db
def test_outside_the_demo_nobody_knows_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "renew", lambda *, now: None)  # the week plays no part here

    salon = fill(publish_passwords=False)

    assert not Member.objects.of(salon).get().user.has_usable_password()


def test_one_day_always_looks_the_same() -> None:
    monday = date(2026, 11, 23)

    assert list(visits(monday, wishes=9)) == list(visits(monday, wishes=12))[:9]
