"""SEC-18: whatever is in a calendar text, reading it costs a known amount of time and memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from terminbuch.ical import busy, guarded
from terminbuch.ical.busy import NothingReadable, Source, TooMuch
from terminbuch.ical.guarded import messages
from terminbuch.ical.guarded.children import Children
from terminbuch.ical.guarded.patience import Patience
from tests.ical.reading import JUNE, calendar, event, nine_to_ten
from tests.ical.test_busy_broken import TEXTS

FEED = calendar(nine_to_ten(), event("DTSTART:whenever", uid="broken"))
QUESTION = messages.feed_question(FEED, JUNE)
NEVER = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
LONG = 60.0


@pytest.fixture
def children() -> Iterator[Children]:
    mine = Children()
    yield mine
    mine.end()


def soon(seconds: float = LONG) -> float:
    return time.monotonic() + seconds


def running() -> set[int]:
    """The processes that read for this one."""
    mine = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    started = {int(pid) for path in mine for pid in path.read_text().split()}
    return {pid for pid in started if b"guarded.child" in Path(f"/proc/{pid}/cmdline").read_bytes()}


def test_a_feed_is_read_as_without_the_guard():
    assert guarded.understood_feed(FEED, JUNE, seconds=LONG) == busy.understood_feed(FEED, JUNE)


def test_objects_are_read_as_without_the_guard():
    sources = [
        Source("/gr\u00fcn/1.ics", '"1"', FEED),
        Source("/2.ics", "", calendar(nine_to_ten("SUMMARY:\u00fc"))),
    ]

    assert guarded.understood(sources, JUNE, seconds=LONG) == busy.understood(sources, JUNE)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_no_whole_calendar_is_an_error_here_as_well(text: bytes):
    with pytest.raises(NothingReadable):
        guarded.understood_feed(text, JUNE, seconds=LONG)


def test_too_large_a_feed_is_refused():
    with pytest.raises(TooMuch):
        guarded.understood_feed(b" " * 10_000_001, JUNE, seconds=LONG)


def test_a_process_is_used_again(children: Children):
    before = running()

    answers = [children.answer(QUESTION, soon()) for _ in range(3)]

    assert answers[1:] == answers[:-1]
    assert len(running() - before) == 1


def test_a_process_that_is_gone_is_replaced(children: Children):
    before = running()
    first = children.answer(QUESTION, soon())
    [pid] = running() - before
    os.kill(pid, signal.SIGKILL)

    assert children.answer(QUESTION, soon()) == first


def test_a_process_that_nobody_asks_ends_by_itself():
    before = running()
    with closing_children(Children(warm_seconds=0.01)) as impatient:
        impatient.answer(QUESTION, soon())
        [pid] = running() - before

        assert os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT) is not None


@contextmanager
def closing_children(children: Children) -> Iterator[Children]:
    try:
        yield children
    finally:
        children.end()


def test_whoever_takes_too_long_is_ended(children: Children):
    before = running()
    slow = messages.feed_question(calendar(event("DTSTART:20200101T000000Z", NEVER)), JUNE)
    children.answer(QUESTION, soon())

    with pytest.raises(TooMuch):
        children.answer(slow, soon(0.1))

    assert running() == before


def test_whoever_needs_too_much_memory_is_ended():
    before = running()
    large = messages.feed_question(b" " * 9_000_000, JUNE)
    with closing_children(Children(most_memory=1024 * 1024)) as narrow, pytest.raises(TooMuch):
        narrow.answer(large, soon())

    assert running() == before


def test_a_series_that_takes_too_long_hides_no_other():
    text = calendar(event("DTSTART:20200101T000000Z", NEVER, uid="never"), nine_to_ten())

    found = busy.understood_feed(text, JUNE, patience=Patience(a_series=0.02))

    assert [(one.uid, len(one.spans), one.is_partial) for one in found.events] == [
        ("never", 0, True),
        ("u1", 1, False),
    ]
    assert found.skipped == ("line 3: VEVENT was left out: it takes too long to compute.",)


def test_many_series_that_take_too_long_are_too_much():
    text = calendar(
        *(event("DTSTART:20200101T000000Z", NEVER, uid=f"never-{number}") for number in range(4)),
        nine_to_ten(),
    )

    with pytest.raises(TooMuch):
        busy.understood_feed(text, JUNE, patience=Patience(a_series=0.02, in_all=0.07))


def test_two_work_at_once_and_everybody_gets_the_right_answer(children: Children):
    before = running()
    questions = [
        messages.feed_question(calendar(nine_to_ten(uid=f"u{number}")), JUNE) for number in range(12)
    ]

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda question: children.answer(question, soon()), questions))

    uids = [one.uid for answer in answers for one in messages.understood_from(answer).events]
    assert uids == [f"u{number}" for number in range(12)]
    assert len(running() - before) <= 2


def test_a_process_has_none_of_our_files_and_knows_none_of_our_settings(children: Children, tmp_path: Path):
    before = running()
    secret = tmp_path / "secret"
    secret.touch()
    with secret.open() as opened:
        os.set_inheritable(opened.fileno(), True)
        children.answer(QUESTION, soon())
        [pid] = running() - before

    files = {str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()}
    names = {
        line.partition(b"=")[0] for line in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0") if line
    }
    assert {file.partition(":")[0] for file in files} == {"/dev/null", "socket"}
    assert names == {b"PYTHONPATH"}


def test_a_process_never_loads_django():
    loads = "import sys, terminbuch.ical.guarded.child; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", loads], check=False).returncode == 0


FORKS = """
import os, sys
from terminbuch.ical import guarded
from tests.ical.test_guarded import FEED, JUNE
first = guarded.understood_feed(FEED, JUNE, seconds=60)
pid = os.fork()
same = all(guarded.understood_feed(FEED, JUNE, seconds=60) == first for _ in range(5))
if pid:
    same = os.waitpid(pid, 0)[1] == 0 and same
sys.exit(not same)
"""


def test_a_forked_process_has_readers_of_its_own():
    said = subprocess.run([sys.executable, "-c", FORKS], capture_output=True, text=True, check=False)

    assert (said.returncode, said.stderr) == (0, "")
