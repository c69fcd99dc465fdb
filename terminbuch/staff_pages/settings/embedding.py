"""How customers get to the booking page: its address, as a QR code, and inside the business's own site."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from terminbuch.actions.settings.origins import NoOrigin, origin_of
from terminbuch.models import Member, Organisation
from terminbuch.queries.addresses import base_url

from ..door import SeeOther, for_business
from ..fields import Text
from .saving import posted, saved, show_form
from .shape import SettingForm

MOST_SITES, LETTERS = 20, 4000
KINDS = {"svg": "image/svg+xml", "png": "image/png"}
PIXELS_A_SQUARE = 12


class Sites(Text):
    """Web sites, one a line; each once, as browsers write it."""

    def clean(self, value: Any) -> list[str]:
        typed = [line for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(typed) > MOST_SITES:
            words = _("Please give at most %(number)d web sites.")
            raise ValidationError(words, code="many", params={"number": MOST_SITES})
        return list(dict.fromkeys(_origin(line) for line in typed))


class EmbeddingForm(SettingForm):
    embedding_origins = Sites(
        longest=LETTERS, label=gettext_lazy("Web sites that may show your booking page")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def embedding(request: HttpRequest, member: Member) -> HttpResponse:
    row = member.organisation
    form = EmbeddingForm(posted(request), initial={"embedding_origins": "\n".join(row.embedding_origins)})
    if form.is_bound and saved(request, member, "organisation", row, form):
        return SeeOther(resolve_url("staff_pages:embedding", row.slug))
    facts: dict[str, Any] = {
        "heading": _("Booking page and web site"),
        "address": booking_address(row),
        "snippet": snippet(row),
    }
    template = "staff_pages/settings/embedding.html"
    return show_form(request, member, template, form, subject="organisation", row=row, **facts)


@require_safe
@for_business
def qr_code(request: HttpRequest, member: Member, kind: str) -> HttpResponse:
    """Of the booking page's address, to be printed."""
    name = f"{member.organisation.slug}.{kind}"
    response = HttpResponse(drawn(booking_address(member.organisation), kind), content_type=KINDS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def booking_address(organisation: Organisation) -> str:
    return base_url(organisation) + resolve_url("booking_pages:services", organisation.slug)


def snippet(organisation: Organisation) -> str:
    """What stands in a page that shows the booking pages; see docs/users/widget.md."""
    script = f'<script src="{base_url(organisation)}/embed.js" defer></script>'
    return f'{script}\n<terminbuch-booking organisation="{organisation.slug}"></terminbuch-booking>'


def drawn(address: str, kind: str) -> bytes:
    written = BytesIO()
    segno.make(address, error="m").save(written, kind=kind, scale=PIXELS_A_SQUARE, border=4)
    return written.getvalue()


def _origin(line: str) -> str:
    try:
        return origin_of(line)
    except NoOrigin:
        words = _("“%(line)s” is no web site. Please give it as in https://www.example.org.")
        raise ValidationError(words, code="origin", params={"line": line[:80]}) from None
