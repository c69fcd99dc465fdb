"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .deciding import decide
from .page import conflicts

of_conflicts = [
    path("conflicts/", conflicts, name="conflicts"),
    path("conflicts/<uuid:conflict>/", decide, name="decide_conflict"),
]
