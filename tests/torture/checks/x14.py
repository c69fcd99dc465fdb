"""X14: no byte of one tenant in an answer, a mail or a line of the log that was made for another.

What stands in all names and addresses of a tenant stands nowhere else. Answers are looked at as they come:
what was found in them stands in the journal.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.torture.evidence import Evidence
from tests.torture.people import Tenant


def tenants_apart(evidence: Evidence) -> list[str]:
    return [*_in_answers(evidence), *_in_mails(evidence), *_in_logs(evidence)]


def strangers(text: str | bytes, tenant: str, tenants: tuple[Tenant, ...]) -> list[str]:
    """The other tenants whose mark stands in what was made for this one."""
    others = (each.slug for each in tenants if each.slug != tenant)
    if isinstance(text, bytes):
        return [slug for slug in others if slug.encode() in text]
    return [slug for slug in others if slug in text]


def _in_answers(evidence: Evidence) -> Iterator[str]:
    for attempt in evidence.attempts:
        for told in attempt.told:
            if told.said.startswith("leak"):
                yield f"the answer to attempt {attempt.number} of {attempt.tenant}: {told.said}"


def _in_mails(evidence: Evidence) -> Iterator[str]:
    """Bodies are encoded with soft line ends; they are read as their readers see them."""
    slugs = {tenant.id: tenant.slug for tenant in evidence.people.tenants}
    rows = {row.uid: row for row in evidence.deliveries}
    for mail in evidence.mails:
        row = rows.get(mail.message_id.partition("@")[0].replace("-", ""))
        if row is None:
            continue
        seen = [
            str(part.get_content()) for part in mail.message.walk() if part.get_content_maintype() == "text"
        ]
        said = "\n".join([*seen, *map(str, mail.message.values())])
        for slug in strangers(said, slugs[row.organisation], evidence.people.tenants):
            yield f"delivery {row.id} of {slugs[row.organisation]} names {slug}"


def _in_logs(evidence: Evidence) -> Iterator[str]:
    """Lines name the path, and so the business it was asked for; two in one line are one too many."""
    for name, text in evidence.logs.items():
        for line in text.splitlines():
            if sum(tenant.slug in line for tenant in evidence.people.tenants) > 1:
                yield f"{name}: {line[:200]}"
            if "@" in line and any(f"@{tenant.slug}.example" in line for tenant in evidence.people.tenants):
                yield f"{name} holds an address: {line[:200]}"
