from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from terminbuch.queries import health


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when bookings can be taken: the database answers and its guard stands; else 503."""
    is_ready = health.is_ready()
    return JsonResponse({"status": "ok" if is_ready else "not ready"}, status=200 if is_ready else 503)
