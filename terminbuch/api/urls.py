from __future__ import annotations

from django.urls import path

from . import health

app_name = "api"
urlpatterns = [
    path("healthz", health.ready, name="health"),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready_in_detail, name="ready"),
]
