"""The container file and what Compose makes of it, as far as they can be read without an engine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from terminbuch.cli import WORDS
from tests.routes import routes
from tests.source_files import ROOT

DEPLOY = ROOT / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
COMPOSE = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
OF_POSTGRESQL = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}
OF_PYTHON = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}


def lines(word: str) -> list[str]:
    return re.findall(rf"^{word} (.+)$", CONTAINER, re.MULTILINE)


def test_all_that_is_copied_exists_and_is_let_in() -> None:
    copied = [source for line in lines("COPY") if "--from" not in line for source in line.split()[:-1]]
    let_in = re.findall(r"^!/(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)

    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert [source for source in copied if not any(_is_within(source, part) for part in let_in)] == []


def _is_within(source: str, folder: str) -> bool:
    return Path(source).is_relative_to(folder)


def test_what_one_stage_takes_from_another_was_made_there() -> None:
    stages = {line.split(" AS ")[1] for line in lines("FROM") if " AS " in line}

    assert {re.search(r"--from=(\w+)", line)[1] for line in lines("COPY") if "--from" in line} == stages  # type: ignore[index]


def test_it_runs_on_the_python_it_was_built_with() -> None:
    images = [line.split()[0] for line in lines("FROM") if "python:" in line]

    assert (len(images), len(set(images))) == (2, 1)


def test_only_what_the_lock_says_is_installed() -> None:
    installs = [line for line in lines("RUN") if "pip install" in line]

    assert [line for line in installs if "--require-hashes" not in line and "--no-index" not in line] == []


def test_it_runs_as_somebody_who_owns_nothing_but_the_data() -> None:
    after_the_last_stage = CONTAINER.rpartition("FROM ")[2]

    assert re.findall(r"^USER (.+)$", after_the_last_stage, re.MULTILINE) == ["10001:10001"]
    assert lines("VOLUME") == ["/data"]


def test_it_says_words_that_exist() -> None:
    said = re.findall(r'command: \["(\w+)"\]', COMPOSE) + re.findall(r'\nCMD \["(\w+)"\]', CONTAINER)

    assert said == ["prepare", "web", "worker", "run"]
    assert set(said) <= set(WORDS)


def test_its_health_is_asked_at_an_address_that_exists() -> None:
    (asked,) = re.findall(r"http://127\.0\.0\.1:8000(/\w+)", CONTAINER)

    assert asked in routes()


def test_every_setting_exists(documented: set[str]) -> None:
    of_the_image = {part.split("=")[0] for line in lines("ENV") for part in line.split()}
    of_compose = set(re.findall(r"^\s+([A-Z][A-Z_]+): ", COMPOSE, re.MULTILINE))
    named = {name.removesuffix("_FILE") for name in of_the_image | of_compose}

    assert named - documented == OF_POSTGRESQL | OF_PYTHON


def test_every_secret_is_made(tmp_path: Path) -> None:
    made = ["sh", str(DEPLOY / "make-secrets.sh"), str(tmp_path)]
    subprocess.run(made, check=True)
    first = {file.name: file.read_text(encoding="ascii") for file in tmp_path.iterdir()}
    subprocess.run(made, check=True)

    assert set(first) == set(re.findall(r"\.\./secrets/(\w+)", COMPOSE))
    assert {file.name: file.read_text(encoding="ascii") for file in tmp_path.iterdir()} == first
    assert [name for name, word in first.items() if len(word) < 32] == []
    assert first["database_password"] in first["database_url"]


def test_nothing_in_it_can_be_written_but_the_data_and_nothing_gained() -> None:
    shared = COMPOSE.partition("services:")[0]

    assert [
        line
        for line in ("read_only: true", "cap_drop: [ALL]", 'security_opt: ["no-new-privileges:true"]')
        if line not in shared
    ] == []
    assert COMPOSE.count("<<: *terminbuch") == 3
