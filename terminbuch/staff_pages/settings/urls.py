from __future__ import annotations

from django.urls import path

from . import business, index, look

of_settings = [
    path("settings/", index.index, name="settings"),
    path("settings/business/", business.business, name="business"),
    path("settings/look/", look.look, name="look"),
]
