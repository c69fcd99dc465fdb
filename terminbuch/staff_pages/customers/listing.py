"""All customers, or those who are looked for, in pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from terminbuch.models import Customer, Member
from terminbuch.queries import customers

from ..desk import show
from ..door import for_members
from . import reading
from .lines import lines

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a long list the reader is; addresses are empty where there is nothing more."""

    number: int
    last: int
    before: str
    after: str


@require_safe
@for_members
def listed(request: HttpRequest, member: Member) -> HttpResponse:
    text = reading.line(request.GET.get("q"))
    doubles = customers.count_doubles(member) if member.may_decide else 0
    wants_doubles = member.may_decide and "double" in request.GET
    total = doubles if wants_doubles else customers.count(member, text)
    asked = {"double": "1"} if wants_doubles else {"q": text} if text else {}
    pages = _pages(reading.number(request.GET.get("page")), total, asked)
    facts: dict[str, Any] = {
        "text": text,
        "total": total,
        "pages": pages,
        "doubles": doubles,
        "shows_doubles": wants_doubles,
        "lines": lines(_rows(member, text, pages, wants_doubles=wants_doubles)),
    }
    return show(request, member, "staff_pages/customers/list.html", section="customers", **facts)


def _rows(member: Member, text: str, pages: Pages, *, wants_doubles: bool) -> list[Customer]:
    start = (pages.number - 1) * A_PAGE
    if wants_doubles:
        return customers.doubles(member, limit=A_PAGE, start=start)
    return customers.search(member, text, limit=A_PAGE, start=start)


def _pages(wanted: int, total: int, asked: dict[str, str]) -> Pages:
    last = max(1, -(-total // A_PAGE))
    number = min(max(wanted, 1), last)
    return Pages(
        number,
        last,
        before=_address(asked, number - 1) if number > 1 else "",
        after=_address(asked, number + 1) if number < last else "",
    )


def _address(asked: dict[str, str], number: int) -> str:
    return "?" + urlencode({**asked, "page": str(number)})
