"""X8: no mail for what did not come about, and none to an address of another tenant."""

from __future__ import annotations

from tests.torture.evidence import Evidence


def no_mail_for_nothing(evidence: Evidence) -> list[str]:
    rows = {row.uid: row for row in evidence.deliveries}
    slugs = {tenant.id: tenant.slug for tenant in evidence.people.tenants}
    said: list[str] = []
    for mail in evidence.mails:
        row = rows.get(mail.message_id.partition("@")[0].replace("-", ""))
        if row is None:
            said.append(f"a mail to {mail.recipient} belongs to no promise")
        elif others := [
            slug for at, slug in slugs.items() if at != row.organisation and slug in mail.recipient
        ]:
            said.append(f"delivery {row.id} of {slugs[row.organisation]} went to somebody of {others[0]}")
    return said
