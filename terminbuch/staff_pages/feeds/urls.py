"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .page import address, addresses

of_feeds = [
    path("settings/calendar-addresses/", addresses, name="calendar_addresses"),
    path("settings/calendar-addresses/<uuid:resource>/", address, name="calendar_address"),
]
