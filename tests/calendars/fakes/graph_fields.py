"""Which fields Microsoft Graph v1.0 knows, as its published metadata lists them; as far as we use them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

KNOWN: dict[str, list[str]] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
# Set by Graph alone: who sends them is refused.
READ_ONLY = {"id", "iCalUId", "changeKey", "createdDateTime", "lastModifiedDateTime", "webLink", "type"}


def troubles(kind: str, told: Mapping[str, Any]) -> list[str]:
    """Fields that do not exist, and words that no list of the metadata holds."""
    unknown = [name for name in told if name not in KNOWN[kind] and not name.startswith("@odata.")]
    odd = [name for name in ("showAs", "type") if name in told and told[name] not in KNOWN[name]]
    return unknown + odd


def sent_wrongly(told: Mapping[str, Any]) -> list[str]:
    return troubles("event", told) + [name for name in told if name in READ_ONLY]
