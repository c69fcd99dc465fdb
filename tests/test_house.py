"""What the house promises and no linter sees: who may do what, and what a file must never hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.source_files import (
    PACKAGE,
    ROOT,
    dotted,
    files_using,
    files_with,
    name_of,
    python_files,
    text_files,
    tree,
)

NO_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "manager", "managers", "misc"}
# They open none, but say or ask whether a migration runs in one.
MAY_SAY_ATOMIC = {
    "terminbuch/management/commands/migrate.py",
    "terminbuch/models/indexing.py",
    *(f"terminbuch/migrations/{path.name}" for path in (PACKAGE / "migrations").glob("0*.py")),
}
# One function gives time to all who want it; besides, the time of a wish becomes the booking's own.
MAY_GIVE_TIME = {"terminbuch/actions/occupying.py", "terminbuch/actions/booking/deciding.py"}
OF_AN_ALLOCATION = {"resource", "resource_id", "starts_at", "ends_at", "seat", "sitting"}
# Who may ask about the rows of all organisations, and what for.
MAY_ASK_EVERYWHERE = {
    "terminbuch/actions/booking/cancelling.py",  # a deed begins with the id of one booking
    "terminbuch/actions/booking/deciding.py",
    "terminbuch/actions/booking/moving.py",
    "terminbuch/actions/booking/redeeming.py",
    "terminbuch/actions/deliveries.py",  # the worker serves everybody
    "terminbuch/actions/outside/doubts.py",  # the worker serves everybody
    "terminbuch/actions/outside/channels.py",  # a notice says whose rows follow, and the worker serves all
    "terminbuch/actions/outside/following.py",  # the worker serves everybody
    "terminbuch/actions/outside/probes.py",
    "terminbuch/actions/outside/writing.py",
    "terminbuch/actions/outside/reading.py",
    "terminbuch/actions/outside/settling.py",  # tidying up, as the worker does for everybody
    "terminbuch/actions/outside/watchdog.py",
    "terminbuch/actions/team/signing_up.py",  # tidying up, as the worker does for everybody
    "terminbuch/actions/upkeep.py",
    "terminbuch/actions/verification/recording.py",  # what is compared is everybody's
    "terminbuch/actions/verification/telling.py",
    "terminbuch/calendars/verifying.py",
    "terminbuch/mail/about_verification.py",  # by keys, then those of the reader alone
    "terminbuch/queries/access.py",  # a link or a login says whose rows follow
    "terminbuch/queries/bookings.py",  # a prefetch, scoped by the bookings it belongs to
    "terminbuch/queries/figures.py",  # the installation's metrics
    "terminbuch/queries/findings.py",  # the installation's health
    "terminbuch/queries/health/keeping.py",
    "terminbuch/queries/health/working.py",
    "terminbuch/queries/mail_sending.py",
    "terminbuch/queries/verification/kept.py",  # the installation's own, beside those of one business
    "terminbuch/queries/published.py",  # a private address says whose rows follow
}
# The program's beginning, what it hands to its children, and a password that no command line may show.
MAY_READ_THE_ENVIRONMENT = {
    "terminbuch/cli.py",
    "terminbuch/management/supervisor.py",
    "terminbuch/management/createmember.py",
}
MAY_MARK_SAFE: set[str] = set()
LOCKS = [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]


def test_imports_point_down() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    said = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stdout


def test_only_actions_open_transactions() -> None:
    inside = files_using("atomic", PACKAGE / "actions")

    assert files_using("atomic", PACKAGE) - inside - MAY_SAY_ATOMIC == set()


def test_time_is_given_in_one_place_and_never_moved() -> None:
    writing = r"Allocation\.objects\.(create|bulk_create|get_or_create|update_or_create|bulk_update)"

    assert files_using(writing, PACKAGE) == MAY_GIVE_TIME
    assert [name_of(path) for path in python_files(PACKAGE) if _updated(path) & OF_AN_ALLOCATION] == []


def _updated(path: Path) -> set[str]:
    """The columns that some ``update(column=…)`` in this file names."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    updates = [call for call in calls if dotted(call.func).endswith(".update")]
    return {str(keyword.arg) for call in updates for keyword in call.keywords}


def test_availability_never_reads_the_clock() -> None:
    clock = r"(datetime|date|timezone)\.(now|utcnow|today)|time\.(time|time_ns)|monotonic|perf_counter"

    assert files_using(clock, PACKAGE / "availability") == set()


def test_the_environment_is_read_in_the_fuse_box_only() -> None:
    inside = files_using("environ|getenv", PACKAGE / "config")

    assert files_using("environ|getenv", PACKAGE) - inside - MAY_READ_THE_ENVIRONMENT == set()


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    page = (ROOT / "docs" / "operators" / "settings.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\|\s*`([A-Z][A-Z0-9_]+)`", page, re.MULTILINE))

    assert described == set(_settings_read())


def _settings_read() -> Iterator[str]:
    """The first argument of each call of a reader in ``environment``."""
    for path in python_files(PACKAGE / "config"):
        for node in ast.walk(tree(path)):
            match node:
                case ast.Call(func=reader, args=[ast.Constant(value=str(name)), *_]) if _reads(reader):
                    yield name


def _reads(function: ast.expr) -> bool:
    return re.fullmatch(r"environment\.\w+|os\.environ\.get", dotted(function)) is not None


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("makemigrations", check=True, dry_run=True)
    except SystemExit:
        pytest.fail(f"makemigrations has something to write:\n{capsys.readouterr().out}")


def test_every_room_and_file_has_a_name_that_says_something() -> None:
    """A service is what people book: a file may be about services, a room of that name would be a layer."""
    nameless = [
        name_of(path)
        for path in text_files()
        if NO_NAMES & {*_rooms(path), path.stem} or "services" in _rooms(path)
    ]

    assert nameless == []


def _rooms(path: Path) -> tuple[str, ...]:
    return path.relative_to(ROOT).parent.parts


def test_nothing_is_marked_safe_by_hand() -> None:
    by_filter = files_with(r"\|\s*safe\b|\{%\s*autoescape\s+off", ".html")

    assert (by_filter | files_using("mark_safe", PACKAGE)) - MAY_MARK_SAFE == set()


def test_organisations_are_left_out_only_where_it_was_thought_about() -> None:
    assert files_using("everywhere", PACKAGE) - MAY_ASK_EVERYWHERE == set()


def test_no_file_names_the_machine_it_was_written_on() -> None:
    machine = "|".join(
        ["/wor" + "k/", "/roo" + "t/", "/home/" + r"\w", r"\.\./sha" + "red", "/Use" + r"rs/\w"]
    )

    assert files_with(machine) == set()


def test_locks_name_no_host() -> None:
    assert [name_of(lock) for lock in LOCKS if "://" in lock.read_text(encoding="utf-8")] == []


def test_every_locked_python_package_is_hashed() -> None:
    packages = [entry for lock in LOCKS if lock.suffix == ".txt" for entry in _entries(lock)]

    assert [
        entry for entry in packages if not re.match(r"[\w.-]+==\S+.* --hash=sha256:[0-9a-f]{64}", entry)
    ] == []


def _entries(lock: Path) -> list[str]:
    return lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()


def test_tests_wait_for_events_not_for_time() -> None:
    allowed = {"tests/installation.py", "tests/postgresql_server.py"}  # they start programs
    # Visitors pause, and what happens to a cluster lasts.
    allowed |= {f"tests/cluster/{name}.py" for name in ("databases", "play", "visitors")}

    # Clients of the torture suite pause, and what it killed takes its time.
    allowed |= files_using("sleep", ROOT / "tests" / "torture")

    assert files_using("sleep", ROOT / "tests") - allowed == set()
