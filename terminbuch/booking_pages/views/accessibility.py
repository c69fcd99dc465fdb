from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ..door import organisation_page
from ..visit import Visit


@require_safe
@organisation_page
def accessibility(visit: Visit) -> HttpResponse:
    """The statement that consumer services owe (directive 2019/882), with where to complain."""
    return visit.render("accessibility.html", {})
