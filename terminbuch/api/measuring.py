"""How long answers take and what is refused: counted in each web process, read by ``/metrics``."""

from __future__ import annotations

import re
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import Counter, Histogram

BUCKETS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds."""
ANSWER_SECONDS = Histogram(
    "terminbuch_answer_seconds",
    "From the request's head to the answer's, by door; of the booking pages by page, too.",
    ["door", "page", "method"],
    buckets=BUCKETS,
)
ANSWERS = Counter("terminbuch_answers", "Answers by door and status.", ["door", "status"])
REFUSALS = Counter("terminbuch_refusals", "Refusals by door and reason.", ["door", "reason"])
METHODS = {"GET", "HEAD", "POST"}
CODE = re.compile(r"[a-z][a-z_ ]{0,39}")


def count(request: HttpRequest, answer: HttpResponseBase, seconds: float) -> None:
    """One answer that took so long."""
    door, page = _place(request)
    method = request.method if request.method in METHODS else "other"
    ANSWER_SECONDS.labels(door, page, method).observe(seconds)
    ANSWERS.labels(door, str(answer.status_code)).inc()
    if 400 <= answer.status_code < 500:
        REFUSALS.labels(door, _reason(answer)).inc()


def _place(request: HttpRequest) -> tuple[str, str]:
    """The door, and on the booking pages the page's name: never anything out of the address itself."""
    opened = request.resolver_match
    if opened is None:
        is_file = request.path_info.startswith(settings.STATIC_URL)
        return ("files" if is_file else "elsewhere"), ""
    door = opened.namespaces[0] if opened.namespaces else "elsewhere"
    return door, (opened.url_name or "") if door == "booking_pages" else ""


def _reason(answer: HttpResponseBase) -> str:
    """The pages hand the refusal's code over as the reason phrase; else what the status is called."""
    said = answer.reason_phrase
    return said if CODE.fullmatch(said) else HTTPStatus(answer.status_code).name.lower()
