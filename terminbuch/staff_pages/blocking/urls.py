"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .page import blocking

of_blocking = [path("what-blocks/", blocking, name="what_blocks")]
