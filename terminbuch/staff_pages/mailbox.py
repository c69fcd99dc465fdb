"""The demo's mailbox: what would have been sent, as its reader would see it. There is none anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from functools import wraps
from pathlib import Path
from typing import Concatenate

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from terminbuch.mail import mailbox

from .bare import bare_page

type Policy = Mapping[str, Sequence[str]]

SHOWN = 100
AROUND_THE_MAIL: Policy = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}
# Mails are styled inline, as mail programs need it; nothing else of them may do anything by itself.
INSIDE_THE_MAIL: Policy = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}

type FolderView[**P] = Callable[Concatenate[HttpRequest, Path, P], HttpResponse]
type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_the_demo[**P](view: FolderView[P]) -> View[P]:
    """Opens the folder of the mailbox in a demo whose mails stay here; else there is no such page."""

    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        folder = settings.MAILERS["default"].get("OPTIONS", {}).get("folder")
        if not settings.IS_DEMO or folder is None:
            raise Http404
        return view(request, Path(folder), *args, **kwargs)

    return opened


@for_the_demo
def overview(request: HttpRequest, folder: Path) -> HttpResponse:
    found = {name: mailbox.read(folder, name) for name in mailbox.names(folder)[:SHOWN]}
    return bare_page(request, "staff_pages/mailbox.html", mails=found)


@csp_override(AROUND_THE_MAIL)
@for_the_demo
def letter(request: HttpRequest, folder: Path, name: str) -> HttpResponse:
    mail = _mail(folder, name)
    headers = [(header, mail[header]) for header in ("From", "To", "Reply-To", "Date", "Message-ID")]
    return bare_page(
        request,
        "staff_pages/mailbox_letter.html",
        name=name,
        subject=mail["Subject"],
        headers=headers,
        text=_body(mail, "plain"),
        attachments=[part.get_filename() for part in mail.iter_attachments()],
    )


@csp_override(INSIDE_THE_MAIL)
@for_the_demo
def page(_request: HttpRequest, folder: Path, name: str) -> HttpResponse:
    """The HTML part alone, for a frame; its links open in the window around it."""
    html = _body(_mail(folder, name), "html")
    return HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))


@for_the_demo
def attachment(_request: HttpRequest, folder: Path, name: str, number: int) -> HttpResponse:
    """By its place among the attachments, from 1."""
    parts = list(_mail(folder, name).iter_attachments())
    if not 1 <= number <= len(parts):
        raise Http404
    part = parts[number - 1]
    return HttpResponse(
        part.get_content(),
        content_type=part.get_content_type(),
        headers={"Content-Disposition": f'attachment; filename="{part.get_filename()}"'},
    )


def _mail(folder: Path, name: str) -> EmailMessage:
    mail = mailbox.read(folder, name)
    if mail is None:
        raise Http404
    return mail


def _body(mail: EmailMessage, subtype: str) -> str:
    part = mail.get_body((subtype,))
    if part is None:
        raise Http404
    return str(part.get_content())
