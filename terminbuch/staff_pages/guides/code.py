"""An address as a QR code, drawn here: no page asks a foreign server for it."""

from __future__ import annotations

from dataclasses import dataclass

import segno

MARGIN = 4


@dataclass(frozen=True, slots=True)
class Code:
    """``path`` fills the dark squares of a drawing that is ``side`` squares wide, quiet margin included."""

    side: int
    path: str


def code(text: str) -> Code:
    rows = segno.make(text, error="m").matrix
    dark = ((x, y) for y, row in enumerate(rows, MARGIN) for x, square in enumerate(row, MARGIN) if square)
    return Code(len(rows) + 2 * MARGIN, "".join(f"M{x} {y}h1v1h-1z" for x, y in dark))
