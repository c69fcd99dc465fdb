from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from terminbuch.models import Booking

from ..door import booking_page
from ..manage_page import manage_page
from ..visit import Visit


@require_safe
@booking_page
def manage(visit: Visit, booking: Booking) -> HttpResponse:
    """Exactly two actions, or why there are none. Opening the link changes nothing."""
    return manage_page(visit, booking)
