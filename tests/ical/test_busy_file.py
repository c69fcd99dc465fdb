"""``terminbuch busy FILE.ics``."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from terminbuch.ical.busy_file import main
from tests.ical.reading import calendar, event, nine_to_ten

JUNE = ["--from", "2026-06-01T00:00:00Z", "--to", "2026-07-01T02:00:00+02:00", "--zone", "Europe/Berlin"]
ONE_HOUR = [["2026-06-01T09:00:00Z", "2026-06-01T10:00:00Z"]]
LOADED = (
    "import sys; from terminbuch.cli import main; main({words!r}); sys.exit('django.conf' in sys.modules)"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "anna.ics"
    path.write_bytes(calendar(nine_to_ten()))
    return path


def test_a_file_is_answered_with_pairs_in_utc_without_django(file: Path):
    words = ["busy", str(file), *JUNE]

    said = subprocess.run(
        [sys.executable, "-c", LOADED.format(words=words)], capture_output=True, text=True, check=False
    )

    assert (said.returncode, said.stdout, said.stderr) == (0, json.dumps(ONE_HOUR) + "\n", "")


def test_pairs_are_sorted_clipped_and_touching_ones_are_one(tmp_path: Path, capsys):
    first, second = tmp_path / "1.ics", tmp_path / "2.ics"
    first.write_bytes(calendar(nine_to_ten(day="20260603"), nine_to_ten()))
    touching = event("DTSTART:20260601T100000Z", "DURATION:PT15M", "STATUS:TENTATIVE", uid="touching")
    second.write_bytes(calendar(touching, event("DTSTART;VALUE=DATE:20260601", "DURATION:P1D", uid="day")))

    status = main([str(first), str(second), *JUNE, "--zone", "America/New_York"])

    assert (status, json.loads(capsys.readouterr().out)) == (
        0,
        [["2026-06-01T04:00:00Z", "2026-06-02T04:00:00Z"], ["2026-06-03T09:00:00Z", "2026-06-03T10:00:00Z"]],
    )


def test_what_the_owner_declined_is_free(file: Path, capsys):
    file.write_bytes(calendar(nine_to_ten("ATTENDEE;PARTSTAT=DECLINED:mailto:anna@example.org")))

    without = main([str(file), *JUNE]), capsys.readouterr().out
    with_owner = main([str(file), *JUNE, "--owner", "Anna@example.org"]), capsys.readouterr().out

    assert (without, with_owner) == ((0, json.dumps(ONE_HOUR) + "\n"), (0, "[]\n"))


def test_standard_input_is_a_file_too(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(calendar(nine_to_ten()))))

    assert (main(["-", *JUNE]), json.loads(capsys.readouterr().out)) == (0, ONE_HOUR)


def test_what_was_left_out_is_said_a_line_each(file: Path, capsys):
    file.write_bytes(calendar(event("DTEND:x", uid="1"), event("DTSTART:x", uid="2"), nine_to_ten()))

    status = main([str(file), *JUNE])

    said = capsys.readouterr()
    assert (status, json.loads(said.out)) == (0, ONE_HOUR)
    assert said.err.splitlines() == [
        f"{file}: line 3: VEVENT was left out: DTSTART is missing.",
        f"{file}: line 7: VEVENT was left out: DTSTART is no time.",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"", "This is no calendar."),
        (calendar(nine_to_ten())[:-5], "It breaks off before its end."),
        (calendar(event()), "Not one event of it can be read."),
        (b" " * 10_000_001, "The feed is larger than 10 MB."),
    ],
)
def test_a_file_of_which_nothing_can_be_read_is_refused(file: Path, text: bytes, why: str, capsys):
    good, bad = file, file.with_name("bad.ics")
    bad.write_bytes(text)

    status = main([str(good), str(bad), *JUNE])

    assert (status, *capsys.readouterr()) == (2, "", f"{bad}: {why}\n")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nowhere.ics", *JUNE], "nowhere.ics: cannot be read (No such file or directory)"),
        (["x.ics", *JUNE[2:]], "terminbuch busy: the following arguments are required: --from"),
        (["x.ics", *JUNE, "--to", "2026-06-01T00:00:00Z"], "--to: must be after --from"),
        (["x.ics", *JUNE, "--from", "June"], "--from: 'June' is no instant"),
        (
            ["x.ics", *JUNE, "--from", "2026-06-01T00:00:00"],
            "--from: needs its zone, as in 2026-06-01T00:00:00Z",
        ),
        (["x.ics", *JUNE, "--zone", "Berlin\n"], "--zone: 'Berlin\\n' is no time zone"),
        (["x.ics", *JUNE, "--zone", "../etc/passwd"], "--zone: '../etc/passwd' is no time zone"),
    ],
)
def test_a_line_that_does_not_fit_is_refused(words: list[str], why: str, capsys):
    assert (main(words), *capsys.readouterr()) == (2, "", f"{why}\n")
