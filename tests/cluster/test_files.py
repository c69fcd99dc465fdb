"""The files that are documented are those that the cluster is started with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cluster.machines import FILES, as_on, said
from tests.cluster.network import Host
from tests.source_files import ROOT

PAGE = (ROOT / "docs" / "operators" / "cluster.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "operators" / "settings.md").read_text(encoding="utf-8")


def test_every_file_is_named_on_the_page() -> None:
    assert [file.name for file in FILES.iterdir() if f"deploy/cluster/{file.name})" not in PAGE] == []


@pytest.mark.parametrize("name", ["etcd.env", "patroni.yml"])
def test_on_another_host_only_its_own_name_and_address_differ(name: str, tmp_path: Path) -> None:
    first = (FILES / name).read_text(encoding="utf-8")

    second = as_on(Host("db2", "10.77.0.32", tmp_path), name)

    lists = [line for line in first.splitlines() if "10.77.0.33" in line]
    assert lists
    assert [line for line in second.splitlines() if "10.77.0.33" in line] == lists
    own = "\n".join(line for line in second.splitlines() if line not in lists)
    assert re.findall(r"db1|10\.77\.0\.31", own) == []


def test_only_settings_that_exist_are_set() -> None:
    assert [name for name in said(FILES / "terminbuch.env") if f"| `{name}` |" not in SETTINGS] == []
