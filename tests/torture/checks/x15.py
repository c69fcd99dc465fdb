"""X15: the database's own guard stands, as it was made."""

from __future__ import annotations

from tests.torture.evidence import Evidence

WORDS = {
    "postgresql": (
        "EXCLUDE USING gist", "organisation_id WITH =", "resource_id WITH =", "sitting WITH <>",
        "WHERE (live)",
    ),
    "sqlite": ("RAISE(ABORT", "other.ends_at > NEW.starts_at", "other.sitting <> NEW.sitting"),
}  # fmt: skip
WANTED = {"postgresql": 1, "sqlite": 2}


def guarded(evidence: Evidence) -> list[str]:
    words = WORDS[evidence.engine]
    whole = [guard for guard in evidence.guards if all(word in guard for word in words)]
    if len(whole) >= WANTED[evidence.engine]:
        return []
    return [f"the guard is not whole: {len(whole)} of {WANTED[evidence.engine]} parts"]
