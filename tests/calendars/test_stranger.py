"""Another implementation of CalDAV sees what we write, and we see what it writes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dev import another_client
from tests.calendars.caldav_stage import CalDavStage
from tests.calendars.contract import FROM, MARKER, UNTIL, blocked, done, entry, hour, read

SCRIPT = Path(__file__).with_name("stranger.py")


@pytest.mark.parametrize("server", ["radicale", "xandikos"])
def test_a_stranger_sees_what_we_write_and_we_see_what_it_writes(
    server: str, request: pytest.FixtureRequest
) -> None:
    stage: CalDavStage = request.getfixturevalue(server)
    start, end = hour(9, 9)
    wanted = entry(start, end, summary="Frau Müller; Schneiden, Färben")
    known = done(stage.kind.put(stage.calendar, entry(*hour(8, 9)), None))
    done(stage.kind.put(stage.calendar, wanted, known))

    seen = _stranger(stage, add=[instant.isoformat() for instant in hour(9, 14)])

    uid = f"{MARKER}@terminbuch.example"
    assert seen == [[uid, start.isoformat(), end.isoformat(), "Frau Müller; Schneiden, Färben"]]
    assert blocked(read(stage).events) == [hour(9, 9), hour(9, 14)]


def _stranger(stage: CalDavStage, **more: Any) -> Any:
    asked = {
        "address": f"{stage.client.origin}/",
        "username": stage.client.username,
        "password": stage.client.password,
        "calendar": stage.calendar,
        "span": [FROM.isoformat(), UNTIL.isoformat()],
        **more,
    }
    command = [another_client.make_ready(), SCRIPT]
    ended = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)
