"""An accepted request that comes again gets the same answer and changes nothing, whatever happened since."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from tests.builders import Salon
from tests.concurrency.crowd import Post, Visitor, all_at_once, crowd, form_path, move_path
from tests.concurrency.days import on_day
from tests.concurrency.tables import counted, effects, promised
from tests.live import Answer, LiveServer

TEN, ELEVEN, NOON = on_day(0, 10), on_day(0, 11), on_day(0, 12)


def accepted(post: Post) -> Answer:
    answer = post.send()
    assert answer.status == 303, answer.body
    return answer


def token_in(answer: Answer) -> str:
    """ "/-/manage/TOKEN/booked/"."""
    return urlsplit(answer.location).path.split("/")[3]


def cancelled(visitor: Visitor, token: str) -> Answer:
    path = f"/-/manage/{token}/cancel/"
    return accepted(Post(visitor, path, {"email": visitor.mail}))


def test_a_form_that_is_sent_twice_in_one_moment_books_once(salon: Salon, servers: list[LiveServer]) -> None:
    starts = [on_day(day, hour) for day in range(2) for hour in range(9, 13)]
    for visitor, start in zip(crowd(len(starts), servers), starts, strict=True):
        post = visitor.booking_form(form_path(salon.cut, start))

        answers = all_at_once([post.by_way_of(server).send for server in servers])

        assert [answer.status for answer in answers] == [303] * 3
        assert len({answer.location for answer in answers}) == 1
    assert counted("booking", "customer", "allocation") == dict.fromkeys(
        ("booking", "customer", "allocation"), len(starts)
    )
    assert promised() == {"booking_confirmed": len(starts), "resource_new": len(starts)}


def test_one_key_with_two_wishes_in_one_moment_books_one_of_them(
    salon: Salon, servers: list[LiveServer]
) -> None:
    (visitor,) = crowd(1, servers)
    post = visitor.booking_form(form_path(salon.cut, TEN))
    other = post.saying(start=ELEVEN.isoformat()).by_way_of(servers[1])

    answers = all_at_once([post.send, other.send])

    assert sorted(answer.status for answer in answers) == [303, 422]
    assert counted("booking", "allocation") == {"booking": 1, "allocation": 1}
    assert promised() == {"booking_confirmed": 1, "resource_new": 1}


def test_a_booking_is_not_revived_by_its_form(salon: Salon, servers: list[LiveServer]) -> None:
    visitor, other = crowd(2, servers)
    post = visitor.booking_form(form_path(salon.cut, TEN, **{"with": "ben"}))
    first = accepted(post)
    cancelled(visitor, token_in(first))
    accepted(other.booking_form(form_path(salon.cut, TEN, **{"with": "ben"})))
    before = effects()

    again = post.by_way_of(servers[2]).send()

    assert (again.status, again.location) == (303, first.location)
    assert effects() == before


def test_a_booking_that_moved_is_not_moved_back_by_its_form(salon: Salon, servers: list[LiveServer]) -> None:
    (visitor,) = crowd(1, servers)
    post = visitor.booking_form(form_path(salon.cut, TEN))
    first = accepted(post)
    accepted(visitor.opened_form(move_path(token_in(first), ELEVEN)))
    before = effects()

    again = post.by_way_of(servers[1]).send()

    assert (again.status, again.location) == (303, first.location)
    assert effects() == before


def test_a_form_whose_hold_is_used_up_is_known_again(salon: Salon, servers: list[LiveServer]) -> None:
    (visitor,) = crowd(1, servers)
    post = visitor.booking_form(visitor.press(salon.cut, TEN).location)
    first = accepted(post)
    before = effects()

    again = post.by_way_of(servers[1]).send()
    without_hold = post.saying(hold="").by_way_of(servers[2]).send()

    assert [(each.status, each.location) for each in (again, without_hold)] == [(303, first.location)] * 2
    assert effects() == before


def test_a_move_is_not_made_twice(salon: Salon, servers: list[LiveServer]) -> None:
    (visitor,) = crowd(1, servers)
    token = token_in(accepted(visitor.booking_form(form_path(salon.cut, TEN))))
    to_eleven = visitor.opened_form(move_path(token, ELEVEN))
    moved = accepted(to_eleven)
    accepted(visitor.opened_form(move_path(token, NOON)))
    before = effects()

    again = to_eleven.by_way_of(servers[1]).send()

    assert (again.status, again.location) == (303, moved.location)
    assert effects() == before


def test_a_cancellation_that_comes_again_in_one_moment_is_told_once(
    salon: Salon, servers: list[LiveServer]
) -> None:
    (visitor,) = crowd(1, servers)
    token = token_in(accepted(visitor.booking_form(form_path(salon.cut, TEN))))
    cancel = Post(visitor, f"/-/manage/{token}/cancel/", {"email": visitor.mail})

    answers = all_at_once([partial(cancel.by_way_of(server).send) for server in servers])

    assert [answer.status for answer in answers] == [303] * 3
    assert promised() == {
        "booking_confirmed": 1,
        "resource_new": 1,
        "booking_cancelled": 1,
        "resource_cancelled": 1,
    }
