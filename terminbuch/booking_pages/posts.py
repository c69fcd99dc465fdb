"""What is asked of every form that is sent, whatever it says."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest

from terminbuch.actions.attempts import household

# Browsers say where a request comes from; programs say nothing. No cookie of ours could be misused,
# so this only keeps foreign sites from sending forms in a visitor's name.
OURS = {"same-origin", "none"}
# What Django puts in the place of bytes that are no UTF-8.
REPLACED = "\ufffd"


def check_post(request: HttpRequest) -> None:
    """Raises PermissionDenied for another site's form, BadRequest for a file and for what is no text."""
    if request.method != "POST":
        return
    if request.headers.get("Sec-Fetch-Site", "none") not in OURS:
        raise PermissionDenied
    if not _is_text(request):
        raise BadRequest("no text")
    if request.FILES:
        raise BadRequest("file")


def _is_text(request: HttpRequest) -> bool:
    """Django reads broken bytes as Latin-1 in plain forms, and replaces them in those with parts."""
    if request.content_type == "multipart/form-data":
        return not any(REPLACED in text for _name, texts in request.POST.lists() for text in texts)
    try:
        unquote_to_bytes(request.body).decode()
    except UnicodeDecodeError:
        return False
    return True


def visitor_address(request: HttpRequest) -> str:
    """Where the request comes from, as it is counted."""
    return household(request.META.get("REMOTE_ADDR", ""))
