"""What is to be decided, and what was lately."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from terminbuch.models import Member
from terminbuch.queries import inbox

from ..desk import show, voice
from ..door import for_members
from ..zones import home_zone
from .lines import line
from .past import past

LATELY = 20


@require_safe
@for_members
def conflicts(request: HttpRequest, member: Member) -> HttpResponse:
    return show_conflicts(request, member)


def show_conflicts(
    request: HttpRequest, member: Member, *, refused: str = "", status: int = 200
) -> HttpResponse:
    """With ``refused``, why something was not done."""
    now, home = timezone.now(), home_zone(member)
    found = inbox.open_conflicts(member, now=now)
    boards = inbox.boards(found)
    facts = {
        "lines": [line(case, member, voice(), home, boards) for case in found],
        "ended": [
            past(case, member, voice(), home) for case in inbox.ended_conflicts(member, now=now, limit=LATELY)
        ],
        "refused": refused,
    }
    return show(
        request, member, "staff_pages/conflicts/conflicts.html", section="conflicts", status=status, **facts
    )
