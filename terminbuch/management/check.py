"""``terminbuch check``: one line for each thing that was looked at.

Exit status 3 where a time could be given twice or a booking be lost, then in one line only, and where a time
was given twice; 1 for other trouble.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from django.utils import timezone

from terminbuch.queries import health

UNSAFE = 3


def main(arguments: list[str]) -> int:
    ArgumentParser(prog="terminbuch check", description=__doc__).parse_args(arguments)
    if report_unsafe():
        return UNSAFE
    findings = health.findings(timezone.now())
    for finding in findings:
        print(f"{_word(finding):8}{finding.title}: {finding.sentence}")
    return status(findings)


def status(findings: list[health.Finding]) -> int:
    if any(finding.is_fatal for finding in findings):
        return UNSAFE
    return int(any(finding.is_trouble for finding in findings))


def _word(finding: health.Finding) -> str:
    return "TROUBLE" if finding.is_trouble else str(finding.state)


def report_unsafe() -> bool:
    """One line where this database must not be used; whether there was such a reason."""
    reasons = [finding.sentence for finding in (health.guard(), *health.durability()) if finding.is_fatal]
    if reasons:
        print(f"terminbuch: {'; '.join(reasons)}", file=sys.stderr)
    return bool(reasons)
