"""For whatever watches the installation. It answers everybody, so it tells nothing of any business."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from terminbuch.queries import health


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers at all; what does not answer should be started again."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when bookings can be taken: the database answers and its guard stands; else 503."""
    return _answer(is_ready=health.is_ready())


@require_safe
@never_cache
def ready_in_detail(request: HttpRequest) -> JsonResponse:
    """The same, with what it rests on."""
    checks = health.readiness()
    return _answer(is_ready=all(checks.values()), checks=checks)


def _answer(*, is_ready: bool, **more: object) -> JsonResponse:
    status = "ok" if is_ready else "not ready"
    return JsonResponse({"status": status, **more}, status=200 if is_ready else 503)
