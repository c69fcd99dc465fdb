from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from terminbuch.management import counting


def test_only_what_this_machines_dead_processes_counted_is_forgotten(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "app_1.example")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    dead, living = f"counter_app-1.example.{gone.pid}.db", f"counter_app-1.example.{os.getpid()}.db"
    elsewhere, strange = f"counter_app-2.example.{gone.pid}.db", "counter_app-1.example.notes.db"
    for name in (dead, living, elsewhere, strange):
        (tmp_path / name).touch()

    counting.forget_the_dead(tmp_path)

    assert {file.name for file in tmp_path.iterdir()} == {living, elsewhere, strange}


def test_where_nothing_was_counted_there_is_nothing_to_forget(tmp_path: Path) -> None:
    counting.forget_the_dead(tmp_path / "nowhere")
