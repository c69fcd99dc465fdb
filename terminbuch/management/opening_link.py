"""The one-time link that leads from an empty installation to the first business."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from terminbuch.actions import founding
from terminbuch.models import Organisation


def print_first() -> None:
    """A new one at each start while there is no business; the earlier ones die, also when there is one."""
    if Organisation.objects.exists():
        founding.forget_links()
        return
    print("There is no business yet. Open yours, once and within seven days, at", flush=True)
    print(new_link(makes_operator=True), flush=True)


def new_link(*, makes_operator: bool) -> str:
    token = founding.print_link(makes_operator=makes_operator, now=timezone.now())
    return f"{settings.BASE_URL}/-/staff/-/open/{token}/"
