from __future__ import annotations

from django.urls import path

from . import calendar_feeds, health, metrics, pushes

app_name = "api"
urlpatterns = [
    path("healthz", health.ready, name="health"),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready_in_detail, name="ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("-/calendar/<str:token>.ics", calendar_feeds.subscribed, name="calendar_feed"),
    path("-/push/google/<uuid:channel>/", pushes.google, name="pushes_of_google"),
    path("-/push/microsoft/<uuid:channel>/", pushes.microsoft, name="pushes_of_microsoft"),
]
