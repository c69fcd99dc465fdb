from __future__ import annotations

import asyncio
import os
import signal
import threading

import pytest

from terminbuch.calendars import outbound
from terminbuch.calendars.troubles import Broken, Unreachable


async def _answer() -> tuple[str, str]:
    return "an answer", threading.current_thread().name


async def _trouble() -> None:
    raise Broken("status 500")


async def _late() -> None:
    raise TimeoutError


def test_an_answer_comes_from_the_one_loop() -> None:
    assert outbound.wait(_answer(), seconds=5) == ("an answer", "outbound")


def test_a_trouble_is_passed_on() -> None:
    with pytest.raises(Broken):
        outbound.wait(_trouble(), seconds=5)


@pytest.mark.parametrize("seconds", [0.05, 0, -1])
def test_what_takes_too_long_is_left_alone_and_cancelled(seconds: float) -> None:
    ended = threading.Event()

    async def hang() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    with pytest.raises(Unreachable):
        outbound.wait(hang(), seconds=seconds)
    outbound.wait(_answer(), seconds=5)

    assert ended.is_set() or seconds <= 0


def test_a_time_out_inside_is_no_answer_either() -> None:
    with pytest.raises(Unreachable):
        outbound.wait(_late(), seconds=5)


def test_many_threads_wait_at_once() -> None:
    met = threading.Barrier(8)
    answers: list[tuple[str, str]] = []

    def ask() -> None:
        met.wait(10)
        answers.append(outbound.wait(_answer(), seconds=5))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert answers == [("an answer", "outbound")] * 8


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # forking beside threads is the point
def test_a_child_process_has_a_loop_of_its_own() -> None:
    outbound.wait(_answer(), seconds=5)
    reader, writer = os.pipe()

    child = os.fork()
    if child == 0:
        signal.alarm(20)
        os.write(writer, outbound.wait(_answer(), seconds=5)[0].encode())
        os._exit(0)

    os.close(writer)
    assert (os.read(reader, 100), os.waitpid(child, 0)[1]) == (b"an answer", 0)
    os.close(reader)
