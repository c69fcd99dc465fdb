"""A resource that heard of a request hears that it is settled."""

from __future__ import annotations

import pytest

from .reading import slip_of, spaced, written
from .rows import MOVED_TO_FRIDAY, a_delivery, anna


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("member", "die Anfrage ist abgelehnt worden; die Zeit ist wieder frei."),
        ("system", "die Anfrage ist verfallen; die Zeit ist wieder frei."),
    ],
)
def test_it_is_said_how_it_ended(by: str, said: str) -> None:
    news = written(a_delivery("resource_request_ended", resource=anna(), by=by))

    assert (news.greeting[1], slip_of(news).is_off, news.paragraphs) == (said, True, ())


def test_of_a_wish_the_wished_time_is_struck_out_and_the_booking_stays() -> None:
    facts = MOVED_TO_FRIDAY | {"by": "member"}

    news = written(a_delivery("resource_request_ended", resource=anna(), **facts))

    assert spaced(news.subject) == "Anfrage erledigt: Fr, 27. November, 14:30 Uhr"
    assert (slip_of(news).day, slip_of(news).is_off) == ("27", True)
    assert "Bisher" not in {row.label for row in slip_of(news).rows}
    assert [spaced(str(each)) for each in news.paragraphs] == [
        "Die Buchung bleibt, wie sie war: Mi, 25. November, 10:15 Uhr, bei Anna."
    ]
