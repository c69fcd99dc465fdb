from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from terminbuch.models import Organisation, Resource
from terminbuch.queries import access


@require_safe
def accent(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisation's colours. A sheet of its own, for the policy allows no style in a page."""
    organisation = access.organisation_by_slug(slug)
    if organisation is None:
        raise Http404
    style = _style(organisation)
    etag = f'"{hashlib.sha256(style.encode()).hexdigest()[:16]}"'
    response = HttpResponse(style, content_type="text/css; charset=utf-8")
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


def _style(organisation: Organisation) -> str:
    """The accent, and a hue for each resource. Colours and slugs are checked when they are set."""
    resources = Resource.objects.of(organisation).filter(is_active=True)
    hues = "".join(f".tint-{each.slug}{{--hue:{each.hue}}}" for each in resources)
    return f":root{{--accent:{organisation.colour}}}{hues}\n"
