from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from terminbuch.queries import access, logos

# Even if somebody opened it as a page, nothing in it could do anything.
ALONE = "default-src 'none'; sandbox"


@require_safe
def logo(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture as we drew it. Pages name it with its digest, so that it may be kept for good."""
    organisation = access.organisation_by_slug(slug)
    picture = logos.picture_of(organisation) if organisation else None
    if picture is None:
        raise Http404
    is_named = request.GET.get("v") == picture.digest
    response = HttpResponse(bytes(picture.png), content_type="image/png")
    response.headers["Content-Disposition"] = 'attachment; filename="logo.png"'
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Cache-Control"] = f"public, max-age={31536000 if is_named else 300}"
    return response
