from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from terminbuch.cli import main, usage
from tests.installation import Installation
from tests.live import LOOPBACK

LOADED = (
    "import sys; from terminbuch.cli import main; main({words!r}); sys.exit('django.conf' in sys.modules)"
)


@pytest.mark.parametrize("line", [[], ["frobnicate"], ["--port", "80"], ["Run"]])
def test_whatever_is_no_word_gets_the_list_of_words(line, capsys):
    status = main(line)

    assert (status, *capsys.readouterr()) == (2, "", usage() + "\n")


@pytest.mark.parametrize("line", [["--help"], ["-h"], ["help"]])
def test_who_asks_for_help_gets_it(line, capsys):
    status = main(line)

    assert (status, *capsys.readouterr()) == (0, usage() + "\n", "")


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("TERMINBUCH_URL", "ftp://example.org", "an address such as https://termine.example.org"),
        ("TERMINBUCH_URL", "https://example.org/booking", "an address such as https://termine.example.org"),
        ("TERMINBUCH_PORT", "0", "a whole number from 1 to 65535"),
        ("TERMINBUCH_PROCESSES", "many", "a whole number from 1 to 64"),
        ("TERMINBUCH_THREADS", "-1", "a whole number from 1 to 64"),
        ("TERMINBUCH_DEMO", "perhaps", "yes or no"),
        ("DATABASE_URL", "mysql://example.org/x", "empty (SQLite) or an address such as postgresql://user@host/name"),
        ("SECRET_KEY", "short", "at least 32 characters, chosen at random"),
        ("LINK_KEYS", "short", "at least 32 characters, chosen at random"),
        ("TRUSTED_PROXIES", "10.0.0.0/99", "addresses or networks such as 10.0.0.0/8, separated by commas"),
        ("MAIL_BY", "pigeon", "one of smtp, sendmail, mailbox"),
        ("SMTP_PORT", "٢٥", "a whole number from 1 to 65535"),
        ("SMTP_SAFETY", "ssl", "one of none, starttls, tls"),
        ("LOG_LEVEL", "loud", "one of debug, info, warning, error"),
        ("CANCEL_TRIES", "0", "a whole number from 1 to 1000"),
        ("GOOGLE_CLIENT_ID", "known", "empty, or come with GOOGLE_CLIENT_SECRET"),
        ("MICROSOFT_API", "graph", "an address such as https://api.example.org/v1"),
        ("MICROSOFT_CLIENT_ID", "known", "empty, or come with MICROSOFT_CLIENT_SECRET"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_refused_by_its_name(installation: Installation, name, value, wanted):
    ended = installation.call("run", **{name: value})

    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", f"terminbuch: {name} must be {wanted}\n")


def test_a_data_folder_that_cannot_be_written_is_refused_by_its_name(
    installation: Installation, tmp_path: Path
):
    file = tmp_path / "file"
    file.touch()

    ended = installation.call("check", TERMINBUCH_DATA=str(file / "below"))

    wanted = "terminbuch: TERMINBUCH_DATA must be a folder that can be written (Not a directory)\n"
    assert (ended.returncode, ended.stderr) == (2, wanted)


def test_a_port_that_is_taken_is_refused(installation: Installation, taken_port: int):
    ended = installation.call("run", "--port", str(taken_port))

    refused = f"TERMINBUCH_HOST and TERMINBUCH_PORT: cannot listen on {LOOPBACK}:{taken_port}"
    assert (ended.returncode, ended.stderr) == (2, f"terminbuch: {refused}, Address already in use\n")


@pytest.mark.parametrize("module", ["supervisor", "web"])
def test_neither_supervisor_nor_granians_main_process_loads_django(module):
    loads = (
        f"import sys, terminbuch.cli, terminbuch.management.{module}; sys.exit('django.conf' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", loads], check=False).returncode == 0


def test_slots_answers_from_a_file_without_django(tmp_path: Path):
    questions = tmp_path / "questions.json"
    questions.write_text("[]", encoding="utf-8")
    words = ["slots", str(questions)]

    said = subprocess.run(
        [sys.executable, "-c", LOADED.format(words=words)], capture_output=True, text=True, check=False
    )

    assert (said.returncode, said.stdout, said.stderr) == (0, "[]\n", "")
