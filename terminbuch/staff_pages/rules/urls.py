"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .listing import services
from .page import service

of_services = [
    path("services/", services, name="services"),
    path("services/<slug:service>/", service, name="service"),
]
