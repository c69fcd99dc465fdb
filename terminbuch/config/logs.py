"""One line for each event, in UTC, and nobody's name, address or personal link in it. Read without Django."""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from . import environment

# Whatever follows the fixed addresses that carry a token, and every parameter that is one.
TOKEN = re.compile(
    r"(/-/(?:manage|open|invitations|reset|confirm|calendar)/|[?&](?:hold|key|code|state)=)[A-Za-z0-9_:.%-]+"
)
# What a mail server or the database quotes in its answer: addresses, and whole rows.
ADDRESS = re.compile(r"[^\s@<>\"'(){},;:=/]+@[\w-]+(?:\.[\w-]+)+")
ROW = re.compile(
    r"(Failing row contains |Key \([^)]*\)=)\(.*?\)(?=\s*(?:$|\n|[.]|already|is ))", re.MULTILINE
)
SECURITY = "terminbuch.security"
_request: ContextVar[str] = ContextVar("request", default="")


@contextmanager
def one_request() -> Iterator[str]:
    """What is logged meanwhile in this thread carries the same short number."""
    number = secrets.token_hex(4)
    token = _request.set(number)
    try:
        yield number
    finally:
        _request.reset(token)


def request_number() -> str:
    """Of the request that is being answered; empty outside of one."""
    return _request.get()


def masked(text: str) -> str:
    return ROW.sub(r"\1(***)", ADDRESS.sub("***@***", TOKEN.sub(r"\1***", text)))


class MaskTokens(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), None
        if record.exc_info and record.exc_info[1] is not None and not record.exc_text:
            record.exc_text = masked(logging.Formatter().formatException(record.exc_info))
        return True


class Line(logging.Formatter):
    """For people. No message begins a new line, so none can pretend to be another; a trace is indented."""

    def format(self, record: logging.LogRecord) -> str:
        words = [
            _at(record),
            record.levelname,
            record.name,
            *([f"[{number}]"] if (number := request_number()) else []),
        ]
        line = " ".join([*words, _flat(record.getMessage())])
        return f"{line}\n{_indented(record.exc_text)}" if record.exc_text else line


class Json(logging.Formatter):
    """For programs. A security event's own facts stand beside the others instead of in a text."""

    def format(self, record: logging.LogRecord) -> str:
        facts: dict[str, Any] = {"at": _at(record), "level": record.levelname, "logger": record.name}
        if number := request_number():
            facts["request"] = number
        facts |= _facts(record)
        if record.exc_text:
            facts["trace"] = record.exc_text
        return json.dumps(facts, ensure_ascii=False)


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    said = record.getMessage()
    if record.name == SECURITY:
        facts: dict[str, Any] = json.loads(said)
        return facts
    return {"message": said}


def _at(record: logging.LogRecord) -> str:
    return (
        datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )


def _flat(text: str) -> str:
    return text.replace("\r", "\\r").replace("\n", "\\n")


def _indented(trace: str) -> str:
    return "\n".join(f"  {line}" for line in trace.splitlines())


def configuration() -> dict[str, Any]:
    """For every process of ours, the supervisor included; see logging.config.dictConfig."""
    form = {"line": Line, "json": Json}[environment.one_of("LOG_FORMAT", ("line", "json"), "line")]
    level = environment.one_of("LOG_LEVEL", ("debug", "info", "warning", "error"), "info").upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"mask": {"()": MaskTokens}},
        "formatters": {"chosen": {"()": form}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "filters": ["mask"], "formatter": "chosen"}
        },
        "root": {"handlers": ["stderr"], "level": level},
        # What goes over the wire is nobody's business: the second would write headers down.
        "loggers": {"django": {"level": "WARNING"}, "httpcore2": {"level": "WARNING"}},
    }
