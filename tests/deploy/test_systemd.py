"""The units, as systemd reads them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from terminbuch.cli import WORDS
from tests.source_files import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
COMMAND = "/opt/terminbuch/bin/terminbuch"
HARDENED = (
    "User=terminbuch",
    "StateDirectory=terminbuch",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
    "SystemCallFilter=@system-service",
)
each_service = pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)


def read(unit: Path) -> list[str]:
    return unit.read_text(encoding="utf-8").splitlines()


@each_service
def test_it_says_a_word_that_exists(unit: Path) -> None:
    (started,) = [line for line in read(unit) if line.startswith("ExecStart=")]
    command, word = started.removeprefix("ExecStart=").split()

    assert (command, word in WORDS) == (COMMAND, True)


@each_service
def test_it_may_write_its_own_folder_and_nothing_else(unit: Path) -> None:
    assert [line for line in HARDENED if line not in read(unit)] == []


@each_service
def test_every_setting_exists(unit: Path, documented: set[str]) -> None:
    named = set(re.findall(r"^Environment=([A-Z_]+)=", unit.read_text(encoding="utf-8"), re.MULTILINE))

    assert named - documented == {"PYTHONUNBUFFERED"}


def test_the_example_of_settings_names_only_settings(documented: set[str]) -> None:
    example = (ROOT / "deploy" / "terminbuch.env.example").read_text(encoding="utf-8")
    named = {name.removesuffix("_FILE") for name in re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)}

    assert named - documented == set()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    """It looks for the programs, so one that is here stands for ours."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(COMMAND, "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")

    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *tmp_path.iterdir()],
        capture_output=True,
        text=True,
        check=False,
    )

    assert [line for line in said.stderr.splitlines() if "terminbuch" in line] == []
