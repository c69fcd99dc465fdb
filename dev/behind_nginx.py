"""deploy/nginx.conf in a real nginx, with a certificate of its own, in front of a server that runs."""

from __future__ import annotations

import http.client
import shutil
import ssl
import subprocess
import sys
import time
from pathlib import Path

from dev.steps import ROOT
from tests.live import free_port

NAME = "termine.example.org"
LINK = "a-personal-link"
FRAME = (
    "pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}} http {{ {temporary} include {file}; }}"
)
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def check(folder: Path, port: int) -> None:
    """``port``: of a server that believes 127.0.0.1. Ends the program where something is not right."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        print("Left out, for nginx is not here: the example for it")
        return
    tls = free_port()
    _write(folder, port, tls)
    words = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run([*words, "-t", "-q"], check=True)
    process = subprocess.Popen([*words, "-g", "daemon off; master_process off;"])
    try:
        _look(folder, tls)
    finally:
        process.terminate()
        process.wait()


def _write(folder: Path, port: int, tls: int) -> None:
    """The example with this folder's files, these ports and nothing else changed."""
    _certify(folder)
    example = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        "server 127.0.0.1:8000": f"server 127.0.0.1:{port}",
        "listen 443": f"listen 127.0.0.1:{tls}",
        "listen [::]:443": f"listen [::1]:{tls}",
        "listen 80": f"listen 127.0.0.1:{free_port()}",
        "listen [::]:80": f"listen [::1]:{free_port()}",
        "/etc/ssl/terminbuch": str(folder),
        "/var/log/nginx": str(folder),
        "/var/cache/nginx": str(folder),
        "$host;\n    # One": "localhost;\n    # One",
    }.items():
        if old not in example:
            sys.exit(f"deploy/nginx.conf no longer says: {old}")
        example = example.replace(old, new)
    (folder / "example.conf").write_text(example, encoding="utf-8")
    temporary = " ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
    frame = FRAME.format(folder=folder, temporary=temporary, file=folder / "example.conf")
    (folder / "nginx.conf").write_text(frame, encoding="utf-8")


def _certify(folder: Path) -> None:
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    words = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={NAME}",
        *files,
    ]
    subprocess.run(words, check=True, capture_output=True)


def _look(folder: Path, tls: int) -> None:
    log = folder / "terminbuch.log"
    expected = {"/": 200, "/metrics": 404, f"/-/manage/{LINK}/": 404, "/healthz": 200}
    found = {path: _status(path, tls) for path in expected}
    if found != expected:
        sys.exit(f"Through nginx: {found} instead of {expected}")
    deadline = time.monotonic() + 5
    while log.read_text(encoding="utf-8").count("\n") < len(expected) and time.monotonic() < deadline:
        time.sleep(0.05)
    written = log.read_text(encoding="utf-8")
    if LINK in written or "/-/manage/***" not in written:
        sys.exit(f"nginx writes personal links down:\n{written}")
    print("Through nginx, by TLS: a page, and no personal link in its log.")


def _status(path: str, tls: int) -> int:
    """Asked as soon as nginx listens."""
    trusting = ssl._create_unverified_context()  # noqa: S323  # the certificate was made a second ago
    deadline = time.monotonic() + 10
    while True:
        connection = http.client.HTTPSConnection("127.0.0.1", tls, timeout=30, context=trusting)
        try:
            connection.request("GET", path, headers={"Host": NAME})
            return connection.getresponse().status
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        finally:
            connection.close()
