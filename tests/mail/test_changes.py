"""What is said when a booking changes: the old data and the new ones, to each reader in their own words."""

from __future__ import annotations

from typing import Any

import pytest

from terminbuch.mail.letter import Letter, Row
from terminbuch.models import Delivery

from .reading import slip_of, spaced, written
from .rows import MOVED_TO_FRIDAY, WEDNESDAY_10_15, WEDNESDAY_11, a_delivery, anna

REASSIGNED: dict[str, Any] = MOVED_TO_FRIDAY | {
    "starts_at": WEDNESDAY_10_15, "ends_at": WEDNESDAY_11, "people": ["Ben"], "by": "member",
}  # fmt: skip
LONGER: dict[str, Any] = REASSIGNED | {"people": ["Anna"], "ends_at": "2026-11-25T10:30:00Z"}
BEN, TWIN, ANNA = 11, 12, 13


def before(letter: Letter) -> str:
    [said] = [spaced(row.value) for row in slip_of(letter).rows if row.label == "Bisher"]
    return said


def to_resource(name: str, pk: int | None = None, **facts: Any) -> Delivery:
    return a_delivery("resource_moved", resource=anna(name=name, pk=pk), **facts)


def test_a_move_to_another_person_at_the_same_time_is_a_change_and_says_the_person() -> None:
    changed = written(a_delivery("booking_moved", **REASSIGNED))

    assert (spaced(changed.subject), changed.heading, changed.greeting[1]) == (
        "Geändert: Mi, 25. November, 10:15 Uhr",
        "Ihr Termin ist geändert.",
        "die Zeit bleibt; Ihr Termin ist jetzt bei Ben.",
    )
    assert Row("Bei", "Ben") in slip_of(changed).rows
    assert before(changed) == "Mi, 25. November, 10:15 Uhr, bei Anna"


def test_a_booking_that_only_lasts_longer_names_its_end_before() -> None:
    changed = written(a_delivery("booking_moved", **LONGER))

    assert (spaced(changed.subject), changed.greeting[1]) == (
        "Geändert: Mi, 25. November, 10:15 Uhr",
        "so steht er jetzt bei uns.",
    )
    assert before(changed) == "Mi, 25. November, 10:15 bis 11:00 Uhr"


def test_another_service_is_told_by_its_old_name_in_the_readers_language() -> None:
    facts = LONGER | {"was_service": {"de": "Trockenschnitt", "en": "Dry cut"}}

    assert before(written(a_delivery("booking_moved", **facts))) == (
        "Mi, 25. November, 10:15 bis 11:00 Uhr, Trockenschnitt"
    )
    assert before(written(to_resource("Anna", **facts))).endswith(", Trockenschnitt")


def test_the_resource_that_keeps_a_booking_reads_what_is_changed() -> None:
    news = written(to_resource("Anna", **LONGER))

    assert (spaced(news.subject), news.heading, news.greeting[1]) == (
        "Geändert: Mi, 25. November, 10:15 Uhr",
        "Eine Buchung ist geändert",
        "diese Buchung ist geändert worden.",
    )
    assert before(news) == "Mi, 25. November, 10:15 bis 11:00 Uhr"


def test_a_customer_who_keeps_the_time_has_not_chosen_another_one() -> None:
    news = written(to_resource("Anna", **LONGER | {"by": "customer"}))

    assert news.greeting[1] == "diese Buchung ist geändert worden."


def test_the_resource_that_gets_a_booking_reads_where_it_was() -> None:
    news = written(to_resource("Ben", **REASSIGNED))

    assert spaced(news.subject) == "Jetzt bei Ihnen: Mi, 25. November, 10:15 Uhr"
    assert before(news) == "Mi, 25. November, 10:15 Uhr, bei Anna"


def test_the_resource_that_gives_a_booking_away_reads_its_own_time_and_where_it_went() -> None:
    news = written(to_resource("Anna", **MOVED_TO_FRIDAY | {"people": ["Ben"], "by": "member"}))

    assert spaced(news.subject) == "Nicht mehr bei Ihnen: Mi, 25. November, 10:15 Uhr"
    assert (slip_of(news).day, slip_of(news).is_off) == ("25", True)
    assert [spaced(str(each)) for each in news.paragraphs] == ["Jetzt: Fr, 27. November, 14:30 Uhr, bei Ben."]


@pytest.mark.parametrize(
    ("name", "pk", "heading"),
    [
        ("Ben", BEN, "Eine Buchung ist nicht mehr bei Ihnen"),
        ("Ben", TWIN, "Eine Buchung ist jetzt bei Ihnen"),
        ("Anne, die früher Anna hieß", ANNA, "Eine Buchung ist geändert"),
    ],
)
def test_a_resource_is_known_by_its_id_whatever_it_is_called(name: str, pk: int, heading: str) -> None:
    facts = REASSIGNED | {
        "people": ["Ben", "Anna"], "people_ids": [TWIN, ANNA],
        "was_people": ["Ben", "Anna"], "was_people_ids": [BEN, ANNA],
    }  # fmt: skip

    assert written(to_resource(name, pk, **facts)).heading == heading
