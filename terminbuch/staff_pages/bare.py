"""Pages without navigation: for people who did not sign in, and for what is not there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from .language import choices, language_for


def bare_page(request: HttpRequest, template: str, *, status: int = 200, **facts: Any) -> HttpResponse:
    with translation.override(language_for(request)):
        return render(request, template, {"languages": choices(request), **facts}, status=status)
