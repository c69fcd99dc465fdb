from __future__ import annotations

from django.urls import path

from . import health

app_name = "api"
urlpatterns = [path("", health.ready, name="health")]
