from __future__ import annotations

from django.urls import path

from . import editing, preview

of_letters = [
    path("settings/letters/", editing.letters, name="letters"),
    path("settings/letters/<slug:kind>/<slug:spoken>/", editing.letter, name="letter"),
    path("settings/letters/<slug:kind>/<slug:spoken>/preview/", preview.preview, name="letter_preview"),
    path("settings/letters/<slug:kind>/<slug:spoken>/reset/", editing.reset, name="reset_letter"),
]
