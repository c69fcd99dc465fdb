"""Where the pages are. Fixed addresses stand under "/-/", for no slug begins with "-"."""

from __future__ import annotations

from django.urls import path, register_converter

from .views import (
    accent,
    accessibility,
    attending,
    calendar_file,
    cancelling,
    form,
    home,
    logo,
    managing,
    moving,
    offers,
    outcomes,
    services,
    time,
)


class Slug:
    """A name in an address, as models allow it."""

    regex = "[a-z0-9][a-z0-9-]{0,62}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Slug, "name")

app_name = "booking_pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("-/manage/<str:token>/", managing.manage, name="manage"),
    path("-/manage/<str:token>/booked/", outcomes.booked, name="booked"),
    path("-/manage/<str:token>/cancel/", cancelling.cancel, name="cancel"),
    path("-/manage/<str:token>/cancelled/", outcomes.cancelled, name="cancelled"),
    path("-/manage/<str:token>/move/", moving.move, name="move"),
    path("-/manage/<str:token>/moved/", outcomes.moved, name="moved"),
    path("-/manage/<str:token>/offers/", offers.offers, name="offers"),
    path("-/manage/<str:token>/attend/", attending.attend, name="attend"),
    path("-/manage/<str:token>/calendar.ics", calendar_file.calendar_file, name="calendar"),
    path("<name:slug>/", services.services, name="services"),
    path("<name:slug>/style.css", accent.accent, name="accent"),
    path("<name:slug>/logo.png", logo.logo, name="logo"),
    path("<name:slug>/-/accessibility/", accessibility.accessibility, name="accessibility"),
    path("<name:slug>/<name:service>/", time.time, name="time"),
    path("<name:slug>/<name:service>/book/", form.form, name="form"),
]
