"""Nothing leaves the house but by ``calendars.outbound`` and by mail: nobody else can open a connection."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.source_files import PACKAGE, name_of, python_files, tree

CAN_CONNECT = {
    "aiohttp",
    "anyio",
    "ftplib",
    "h11",
    "http.client",
    "httpcore",
    "httpcore2",
    "httpx",
    "httpx2",
    "imaplib",
    "niquests",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "ssl",
    "urllib.request",
    "urllib3",
    "xmlrpc.client",
}
MAY_CONNECT = {
    "terminbuch/calendars/outbound/addresses.py",  # reads addresses, asks nobody
    "terminbuch/calendars/outbound/asking.py",
    "terminbuch/calendars/outbound/guard.py",
    "terminbuch/calendars/outbound/pools.py",
    "terminbuch/calendars/caldav/discovery.py",  # httpx2's URL: addresses are put together, nobody is asked
    "terminbuch/calendars/caldav/server.py",
    "terminbuch/ical/guarded/child.py",  # a pair of sockets between a process and its child
    "terminbuch/ical/guarded/children.py",
    "terminbuch/ical/guarded/wire.py",
    "terminbuch/mail/smtp.py",  # the mail server, which an operator or owner set
    "terminbuch/management/announcement.py",  # which port is free to listen on
    "terminbuch/management/counting.py",  # what this machine is called
    "terminbuch/management/leaving.py",  # closes where we are asked
    "terminbuch/management/listening.py",  # where we are asked, not where we ask
    "terminbuch/management/rolling.py",  # hands a listening socket on
    "terminbuch/management/supervisor.py",
    "terminbuch/management/systemd.py",  # tells the service manager of this machine that we are ready
    "terminbuch/staff_pages/logins/providers.py",  # errors of allauth, which asks the operator's provider
}


# Reading every file whole takes seconds: the rest cannot import them at all.
MENTIONED = re.compile(
    rf"^\s*(?:import|from)\s.*\b(?:{'|'.join(sorted({name.split('.')[0] for name in CAN_CONNECT}))})\b",
    re.MULTILINE,
)


def test_only_the_way_out_can_open_a_connection() -> None:
    mentioning = [
        path for path in python_files(PACKAGE) if MENTIONED.search(path.read_text(encoding="utf-8"))
    ]

    able = {name_of(path) for path in mentioning if set(_imported(path)) & CAN_CONNECT}

    assert able - MAY_CONNECT == set()
    assert "terminbuch/calendars/outbound/asking.py" in able


def _imported(path: Path) -> Iterator[str]:
    """Every module, with those that hold it: for ``a.b.c`` also ``a.b`` and ``a``."""
    for node in ast.walk(tree(path)):
        for name in _names(node):
            parts = name.split(".")
            yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []
