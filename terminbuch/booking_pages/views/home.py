from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from terminbuch.queries import access

from ..language import language_for, languages


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A business's own address begins with that business, an installation with one organisation with it.

    With several, none is named to strangers.
    """
    only = getattr(request, "own_host_of", None) or access.only_organisation()
    if only is not None:
        query = request.META.get("QUERY_STRING", "")
        target = reverse("booking_pages:services", args=[only.slug])
        return HttpResponseRedirect(f"{target}?{query}" if query else target)
    language = language_for(request, settings.LANGUAGE_CODE)
    facts = {"language": language, "languages": languages(request, language)}
    with translation.override(language):
        return HttpResponse(render_to_string("booking_pages/home.html", facts))
