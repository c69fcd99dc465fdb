from __future__ import annotations

from django.urls import path

from . import page

of_help = [path("help/", page.help_page, name="help")]
