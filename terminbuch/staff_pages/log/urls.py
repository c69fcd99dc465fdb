"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .listing import log
from .undoing import undo

of_log = [
    path("settings/history/", log, name="log"),
    path("settings/history/<uuid:entry>/undo/", undo, name="undo_setting"),
]
