from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from ipaddress import ip_network
from typing import Any

import pytest
from django.conf import LazySettings

from terminbuch.calendars import outbound
from terminbuch.calendars.outbound import Answer, OtherHost, WrongAddress
from terminbuch.calendars.troubles import Refused, TooLarge, Trouble, Unreachable, Unreadable
from tests.calendars.fakes.raw_server import Asked, RawServer, Said, answering, said
from tests.live import free_port

SECRET = {"Authorization": "Basic YW5uYTpnZWhlaW0="}


def ask(url: str, method: str = "GET", *, within: float = 10.0, **more: Any) -> Answer:
    return outbound.wait(outbound.request(method, url, **{"sends_secret": False, **more}), seconds=within)


def host(server: RawServer) -> frozenset[str]:
    return frozenset({f"127.0.0.1:{server.port}"})


def trouble_of(question: Callable[[], object]) -> tuple[type[Trouble], str]:
    with pytest.raises(Trouble) as refusal:
        question()
    return type(refusal.value), str(refusal.value)


def test_a_question_and_its_answer_arrive_whole() -> None:
    with answering(lambda asked: said(207, asked.body[::-1], X_Said="a")) as server:
        answer = ask(f"{server.origin}/a%20b?c", "REPORT", body=b"abc", headers={"Depth": "1"})

    (asked,) = server.asked
    assert (asked.method, asked.path, asked.body, asked.headers["depth"]) == (
        "REPORT",
        "/a%20b?c",
        b"abc",
        "1",
    )
    assert (answer.status, answer.body, answer.url) == (207, b"cba", f"{server.origin}/a%20b?c")
    assert answer.headers == {"content-length": "3", "x-said": "a"}


def test_a_connection_is_kept_for_the_next_question() -> None:
    with answering(lambda _asked: said(200)) as server:
        ask(server.origin)
        ask(server.origin)

    assert (len(server.asked), len(server.connections)) == (2, 1)


def test_nothing_is_asked_where_a_name_stands_for_an_inner_address(settings: LazySettings) -> None:
    with answering(lambda _asked: said(200)) as server:
        settings.OUTSIDE_PRIVATE = (f"elsewhere.example:{server.port}", ip_network("10.0.0.0/8"))
        refused = trouble_of(lambda: ask(f"http://localhost:{server.port}/"))

    assert (refused[0], server.connections) == (Refused, [])


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name server that says something else each time: only 127.0.0.1 is listed."""
    looked_up: list[str] = []

    def rebinding(name: str, port: int, **_more: object) -> list[Any]:
        looked_up.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"127.0.0.{len(looked_up)}", port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with answering(lambda _asked: said(200, Connection="close"), host="0.0.0.0") as server:  # noqa: S104
        first = ask(f"http://rebind.example:{server.port}/")
        second = trouble_of(lambda: ask(f"http://rebind.example:{server.port}/"))

    assert (first.status, second[0], len(server.connections)) == (200, Refused, 1)
    assert looked_up == ["rebind.example"] * 2


def test_of_several_addresses_the_first_that_answers_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def several(_name: str, port: int, **_more: object) -> list[Any]:
        hosts = ["10.9.9.9", "127.0.0.2", "127.0.0.1"]  # not listed; closed; open
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in hosts]

    monkeypatch.setattr(socket, "getaddrinfo", several)
    with answering(lambda _asked: said(200)) as server:
        assert ask(f"http://several.example:{server.port}/").status == 200


def test_a_name_server_that_hangs_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_words, **_more: over.wait(20) and [])

    refused = trouble_of(lambda: ask("http://hangs.example/", within=0.2))
    over.set()

    assert refused == (Unreachable, "no answer in time")


def leading_to(*targets: str) -> Callable[[Asked], Said]:
    def answer(asked: Asked) -> Said:
        step = int(asked.path.strip("/") or 0)
        return said(302, Location=targets[step]) if step < len(targets) else said(200, b"there")

    return answer


def test_redirects_are_followed_with_everything_that_was_asked() -> None:
    with answering(leading_to("/1", "2")) as server:
        answer = ask(
            f"{server.origin}/0", "PROPFIND", body=b"x", headers=SECRET, hosts=host(server), sends_secret=True
        )

    assert (answer.body, answer.url) == (b"there", f"{server.origin}/2")
    assert [(one.method, one.body, one.headers["authorization"]) for one in server.asked] == [
        ("PROPFIND", b"x", SECRET["Authorization"])
    ] * 3


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.5/",
        "file:///etc/passwd",
        "gopher://x/",
        "//[::1]/",
    ],
)
def test_every_hop_is_checked(target: str) -> None:
    with answering(leading_to(target)) as server:
        assert trouble_of(lambda: ask(server.origin))[0] is WrongAddress


def test_redirects_without_end_are_given_up() -> None:
    with answering(lambda _asked: said(301, Location="/")) as server:
        assert trouble_of(lambda: ask(server.origin)) == (Unreadable, "redirects without end")
        assert len(server.asked) == 6


def test_what_must_not_be_done_twice_is_not_led_on() -> None:
    with answering(leading_to("/1")) as server:
        assert ask(server.origin, "POST", body=b"x").status == 302


def test_a_secret_does_not_travel_to_another_host() -> None:
    with answering(lambda _asked: said(200)) as other, answering(leading_to(other.origin)) as server:
        with pytest.raises(OtherHost) as refusal:
            ask(server.origin, headers=SECRET, hosts=host(server), sends_secret=True)
        agreed = ask(server.origin, headers=SECRET, hosts=host(server) | host(other), sends_secret=True)

    assert (refusal.value.host, agreed.status) == (f"127.0.0.1:{other.port}", 200)
    assert len(other.asked) == 1


def test_without_agreement_a_secret_does_not_leave_at_all() -> None:
    with answering(lambda _asked: said(200)) as server, pytest.raises(OtherHost):
        ask(server.origin, headers=SECRET, sends_secret=True)

    assert server.connections == []


def test_without_a_secret_another_host_is_no_matter() -> None:
    with answering(lambda _asked: said(200, b"feed")) as other, answering(leading_to(other.origin)) as server:
        assert ask(server.origin).body == b"feed"


def test_closed_and_silent_and_strange_ports_are_told_from_each_other_by_nobody() -> None:
    with (
        answering(lambda _asked: None) as resets,
        answering(lambda _asked: b"220 smtp.example ESMTP\r\n") as mail,
        socket.create_server(("127.0.0.1", 0)) as silent,
    ):
        ports = [free_port(), resets.port, mail.port, silent.getsockname()[1]]
        told = [trouble_of(partial(ask, f"http://127.0.0.1:{port}/", seconds=0.3)) for port in ports]

    assert told == [(Unreachable, "no answer")] * 4


def test_tls_is_not_spoken_with_whoever_cannot_prove_its_name(own_certificate: ssl.SSLContext) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        thread = threading.Thread(target=_shake_hands, args=(server, own_certificate), daemon=True)
        thread.start()
        told = trouble_of(lambda: ask(f"https://127.0.0.1:{server.getsockname()[1]}/"))
        thread.join(10)

    assert told == (Unreachable, "its certificate is not trusted")


def _shake_hands(server: socket.socket, context: ssl.SSLContext) -> None:
    connection, _ = server.accept()
    with connection, pytest.raises(ssl.SSLError):
        context.wrap_socket(connection, server_side=True)


def test_who_drips_is_cut_off_in_time() -> None:
    with answering(lambda _asked: server.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n")) as server:
        inner = trouble_of(lambda: ask(server.origin, seconds=0.2))
        outer = trouble_of(lambda: ask(server.origin, within=0.2))

    assert (inner, outer) == ((Unreachable, "no answer"), (Unreachable, "no answer in time"))


def test_a_body_that_is_cut_off_is_no_answer() -> None:
    def cut(_asked: Asked) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"

    with answering(cut) as server:
        assert trouble_of(lambda: ask(server.origin))[0] is Unreachable


def test_a_kept_connection_that_is_reset_is_made_anew_but_nothing_is_done_twice() -> None:
    def rude(_asked: Asked) -> Said:
        return said(200) if len(server.asked) != 2 else None

    with answering(rude) as server:
        answers = [ask(server.origin).status, ask(server.origin, "PUT", body=b"x").status]
        posted = len(server.asked)
    assert (answers, posted) == ([200, 200], 3)

    with answering(lambda _asked: None) as server:
        assert trouble_of(lambda: ask(server.origin, "POST", body=b"x"))[0] is Unreachable
        assert len(server.asked) == 1


def test_what_is_packed_is_unpacked() -> None:
    with answering(lambda _asked: said(200, gzip.compress(b"calendar"), Content_Encoding="gzip")) as server:
        assert ask(server.origin).body == b"calendar"


@pytest.mark.parametrize(
    ("body", "encoding", "refused"),
    [
        (b"x" * 2000, "identity", TooLarge),
        (gzip.compress(b"x" * 50_000_000), "gzip", TooLarge),
        (zlib.compress(b"x" * 50_000_000), "deflate", TooLarge),
        (gzip.compress(b"calendar")[:-9], "gzip", Unreadable),
        (b"calendar", "gzip", Unreadable),
        (b"calendar", "br", Unreadable),
    ],
    ids=["long", "bomb", "another bomb", "cut off", "not packed", "packed otherwise"],
)
def test_a_body_is_as_large_as_agreed_and_as_whole_as_it_says(
    body: bytes, encoding: str, refused: type[Trouble]
) -> None:
    with answering(lambda _asked: said(200, body, Content_Encoding=encoding)) as server:
        assert (
            trouble_of(lambda: ask(server.origin, most_bytes=1000 if len(body) < 3000 else 100_000))[0]
            is refused
        )


def test_no_secret_shows_in_what_is_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with answering(lambda _asked: None) as server, pytest.raises(Unreachable) as refusal:
        ask(f"{server.origin}/private-feed", headers=SECRET, hosts=host(server), sends_secret=True)

    assert SECRET["Authorization"] not in f"{refusal.value!r}{caplog.text}"
    assert "private-feed" not in f"{refusal.value!r}{caplog.text}"
