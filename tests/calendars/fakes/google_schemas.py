"""What Google's own description says of its JSON: which fields there are, and of which type."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient

DOCUMENT = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents" / "calendar.v3.json"
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "boolean": bool, "integer": int, "number": (int, float), "object": dict, "array": list,
}  # fmt: skip


@cache
def description() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    return read


def troubles(name: str, told: Any) -> list[str]:
    """Where it is not what the schema of this name says."""
    return _object({"$ref": name}, told, name)


def parameters(resource: str, method: str) -> set[str]:
    """Which may stand in the query."""
    own = description()["resources"][resource]["methods"][method].get("parameters", {})
    return {*own, *description()["parameters"]}


def _object(schema: dict[str, Any], told: Any, where: str) -> list[str]:
    if "$ref" in schema:
        schema = description()["schemas"][schema["$ref"]]
    if told is None:
        return []  # a patch takes a field away
    kind = schema.get("type", "any")
    if kind != "any" and not _is(kind, told):
        return [f"{where}: {told!r} is no {kind}"]
    if kind == "array":
        return [line for item in told for line in _object(schema["items"], item, f"{where}[]")]
    return _fields(schema, told, where) if kind == "object" else []


def _is(kind: str, told: Any) -> bool:
    return isinstance(told, TYPES[kind]) and (kind == "boolean" or not isinstance(told, bool))


def _fields(schema: dict[str, Any], told: dict[str, Any], where: str) -> list[str]:
    known, more = schema.get("properties", {}), schema.get("additionalProperties")
    found: list[str] = []
    for name, value in told.items():
        if (inner := known.get(name, more)) is None:
            found.append(f"{where}.{name} is not known")
        else:
            found += _object(inner, value, f"{where}.{name}")
    return found
