from __future__ import annotations

from terminbuch import wording
from terminbuch.models import Customer, Member

from ..desk import voice
from ..zones import home_zone


def since(customer: Customer, member: Member) -> str:
    """The day on which consent was given, by the clocks of the first location; "" without one."""
    if customer.consented_at is None:
        return ""
    return wording.slip_date(customer.consented_at.astimezone(home_zone(member)).date(), voice().language)
