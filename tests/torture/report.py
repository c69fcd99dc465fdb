"""What a run found, as lines for the terminal and as a dated page."""

from __future__ import annotations

import html
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.torture.step import Outcome

STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.3rem .6rem}"
    "td,th{text-align:left;vertical-align:top}"
    "pre{background:#f4f4f4;padding:.6rem;overflow:auto;white-space:pre-wrap}.no{color:#a00;font-weight:bold}"
)


def line(outcome: Outcome) -> str:
    """One step in the terminal, with its figures; broken promises below it."""
    word = "holds" if outcome.holds else "BROKEN"
    said = f"{outcome.step.name:10}{outcome.engine:11}{outcome.seconds:6.1f} s  {word:7} {outcome.step.title}"
    figures = "; ".join(f"{name} {_said(value)}" for name, value in outcome.findings.figures.items())
    broken = [f"    {each}" for each in outcome.findings.broken]
    again = [] if outcome.holds else [f"    again: {repeated(outcome)}"]
    return "\n".join([said, *([f"            {figures}"] if figures else []), *broken, *again])


def repeated(outcome: Outcome) -> str:
    """The line that does the same once more."""
    short = " SHORT=yes" if outcome.was_short else ""
    return f"make torture ONLY={outcome.step.name} ENGINE={outcome.engine} SEED={outcome.seed}{short}"


def summary(outcomes: Sequence[Outcome], seconds: float) -> str:
    broken = [outcome for outcome in outcomes if not outcome.holds]
    verdict = "everything holds" if not broken else f"{len(broken)} of {len(outcomes)} steps are broken"
    return (
        f"{verdict}; {len(outcomes)} steps in {seconds:.0f} s, seed {outcomes[0].seed if outcomes else '-'}"
    )


def ending(outcomes: Sequence[Outcome], seconds: float) -> str:
    """What broke once more, with what it said first: of a long run only the end may be at hand."""
    broken = [f"broken: {repeated(each)}: {_said_first(each)}" for each in outcomes if not each.holds]
    return "\n".join([*broken, summary(outcomes, seconds)])


def _said_first(outcome: Outcome) -> str:
    """Of a traceback what was raised; of findings the first."""
    return outcome.findings.broken[0].strip().splitlines()[-1]


def page(outcomes: Sequence[Outcome], *, seconds: float, at: datetime) -> str:
    """The same as HTML, for keeping."""
    rows = "".join(map(_row, outcomes))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    where = f"{machine}, Python {platform.python_version()}"
    title = f"Torture, {at:%Y-%m-%d %H:%M} UTC"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style><h1>Torture run of {at:%Y-%m-%d %H:%M} UTC</h1>"
        f"<p>{html.escape(summary(outcomes, seconds))}. {html.escape(where)}.</p>"
        "<table><tr><th>Step</th><th>Database</th><th>Seconds</th><th>Verdict</th><th>Figures</th></tr>"
        f"{rows}</table></html>\n"
    )


def _row(outcome: Outcome) -> str:
    figures = "<br>".join(
        html.escape(f"{name}: {_said(value)}") for name, value in outcome.findings.figures.items()
    )
    broken = "\n".join(outcome.findings.broken)
    trouble = f"<pre>{html.escape(broken)}\n{html.escape(repeated(outcome))}</pre>" if broken else ""
    verdict = "holds" if outcome.holds else '<span class="no">broken</span>'
    return (
        f"<tr><td>{outcome.step.name} {html.escape(outcome.step.title)}</td><td>{outcome.engine}</td>"
        f"<td>{outcome.seconds:.1f}</td><td>{verdict}</td><td>{figures}{trouble}</td></tr>"
    )


def write(outcomes: Sequence[Outcome], folder: Path, *, seconds: float) -> Path:
    """The dated page in this folder."""
    at = datetime.now(UTC)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"torture-{at:%Y%m%dT%H%M%SZ}.html"
    path.write_text(page(outcomes, seconds=seconds, at=at), encoding="utf-8")
    return path


def _said(value: float | str) -> str:
    if type(value) is float:
        return f"{value:,.2f}"
    return value if isinstance(value, str) else f"{value:,}"
