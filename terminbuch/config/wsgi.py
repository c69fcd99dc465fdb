from __future__ import annotations

import logging
import os
import time
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from terminbuch.api import measuring

from . import logs
from .proxy import behind_proxies

WATCHED = {"/metrics", "/healthz", "/healthz/live", "/healthz/ready"}
access = logging.getLogger("terminbuch.access")


class Handler(WSGIHandler):
    """Django's, with a number for each request, and each answer counted and, where wanted, logged."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> HttpResponseBase:
        if environ["PATH_INFO"] in WATCHED:
            # Who watches us asks each machine by its own address; nothing in these answers depends on it.
            environ["HTTP_HOST"] = settings.HOST
        with logs.one_request():
            return super().__call__(environ, start_response)

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        request.number = logs.request_number()  # type: ignore[attr-defined]
        began = time.perf_counter()
        answer: HttpResponseBase = super().get_response(request)
        seconds = time.perf_counter() - began
        if settings.METRICS_ARE_ON:
            measuring.count(request, answer, seconds)
        if settings.ACCESS_LOG:
            _log(request, answer, seconds)
        return answer


def _log(request: HttpRequest, answer: HttpResponseBase, seconds: float) -> None:
    """The page by its pattern: neither the visitor's address nor what stands in the page's own."""
    opened: Any = request.resolver_match
    route = f"/{opened.route}" if opened else "-"
    access.info("%s %s %s %.0f ms", request.method, route, answer.status_code, seconds * 1000)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
django.setup(set_prefix=False)
application = behind_proxies(Handler(), settings.TRUSTED_PROXIES)
