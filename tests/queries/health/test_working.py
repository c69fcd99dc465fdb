"""A worker that sleeps and mails that do not leave are named, to each business its own."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings

from terminbuch.actions.deliveries import mark_failed, mark_sent, take_due
from terminbuch.actions.personal import promise_personally
from terminbuch.actions.tasks import finish
from terminbuch.actions.upkeep import run_chores
from terminbuch.models import Delivery, MailServer, Task
from tests.builders import SUNDAY_18, Salon, change, make_booking, make_member, staff
from tests.queries.health.looked import said, troubles

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def worker_at_work(salon: Salon) -> None:
    run_chores(SUNDAY_18)


def give_up(now: datetime = SUNDAY_18) -> None:
    while (delivery := take_due(now, lease=MINUTE)) is not None:
        mark_failed(delivery, error="550", now=now, for_good=True)


def tried_mail(salon: Salon) -> Delivery:
    promise_personally(
        "test_mail",
        organisation_id=salon.organisation.pk,
        recipient="clara@salon.example",
        language="de",
        key="one",
        now=SUNDAY_18,
    )
    delivery = take_due(SUNDAY_18, lease=MINUTE)
    assert delivery is not None
    return delivery


def test_mails_that_wait_too_long_are_named(salon: Salon) -> None:
    make_booking(salon.cut)
    run_chores(SUNDAY_18 + 10 * MINUTE)

    assert troubles(SUNDAY_18 + 10 * MINUTE) == []
    assert troubles(SUNDAY_18 + 11 * MINUTE) == ["deliveries"]
    assert (
        said("deliveries", SUNDAY_18 + 11 * MINUTE)[1]
        == "2 mails have been waiting for more than ten minutes"
    )


def test_mails_that_failed_are_named(salon: Salon) -> None:
    make_booking(salon.cut)
    give_up()

    assert troubles() == ["failed"]
    assert said("failed")[1] == "2 mails could not be sent; see the tasks"


def test_a_failed_mail_that_somebody_looked_after_is_no_trouble(salon: Salon) -> None:
    make_booking(salon.cut)
    give_up()
    clara = staff(make_member(salon.organisation))
    for task in Task.objects.of(salon.organisation):
        finish(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)

    assert said("failed") == ("good", "no mail has failed")


def test_a_business_hears_nothing_of_the_mails_next_door(salon: Salon, mallory: Salon) -> None:
    make_booking(mallory.cut)
    give_up()
    make_booking(mallory.cut, at=SUNDAY_18 + timedelta(hours=39))

    assert troubles(SUNDAY_18, salon.organisation) == []
    assert troubles(SUNDAY_18, mallory.organisation) == ["failed"]


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        (6, ("good", "the worker is at work")),
        (7, ("warn", "the worker has been silent for 6 minutes, so no mail leaves")),
    ],
)
def test_a_worker_that_is_silent_is_named(minutes: int, found: tuple[str, str]) -> None:
    assert said("worker", SUNDAY_18 + minutes * MINUTE) == found


def test_nobody_knows_whether_mail_leaves_before_one_has_left() -> None:
    assert said("mail_sending") == (
        "hint",
        "no mail has left yet; send a test mail to see whether it works",
    )


def test_a_mail_that_left_shows_that_mail_leaves(salon: Salon) -> None:
    make_booking(salon.cut)
    delivery = take_due(SUNDAY_18, lease=MINUTE)
    assert delivery is not None
    mark_sent(delivery, now=SUNDAY_18)

    assert said("mail_sending") == ("good", "mails leave")


def test_what_the_last_test_mail_met_is_told(salon: Salon) -> None:
    delivery = tried_mail(salon)
    mark_failed(delivery, error="535 wrong password", now=SUNDAY_18)
    refused = said("mail_sending", organisation=salon.organisation)
    change(delivery, state=Delivery.State.SENT)

    assert refused == ("warn", "the last test mail did not leave: 535 wrong password")
    assert said("mail_sending") == ("good", "the last test mail has left")


def test_what_a_mail_server_said_to_another_business_is_not_told(salon: Salon, mallory: Salon) -> None:
    mark_failed(tried_mail(salon), error="550 clara@salon.example unknown", now=SUNDAY_18)

    assert said("mail_sending", organisation=mallory.organisation) == (
        "warn",
        "the last test mail did not leave",
    )


def test_mails_of_practice_show_nothing(salon: Salon, mallory: Salon) -> None:
    """They are marked as sent and stay here."""
    change(mallory.organisation, practice_of=salon.organisation)
    make_booking(mallory.cut)
    Delivery.objects.of(mallory.organisation).update(state=Delivery.State.SENT)

    assert said("mail_sending")[0] == "hint"


def test_a_sealed_password_without_its_key_is_named(settings: LazySettings) -> None:
    server = MailServer(pk=1, host="mail.example", sender="salon@example.org")
    server.password = "secret"
    server.save()
    before = said("mail_sending")[0]
    settings.STORAGE_KEYS = ["another key of the tests, long enough to be one"]

    assert before == "hint"
    assert said("mail_sending") == (
        "warn",
        "the password of the mail server can no longer be read; please type it again",
    )
