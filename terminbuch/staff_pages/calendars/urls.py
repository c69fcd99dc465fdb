"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from . import account, again, connecting, each, kinds, leaving, listing

NEW = "settings/calendars/<uuid:resource>/new/"
ONE = "settings/calendars/accounts/<uuid:connection>/"
EACH = "settings/calendars/each/<uuid:calendar>/"

of_calendars = [
    path("settings/calendars/", listing.calendars, name="calendars"),
    path(NEW, kinds.connect_calendar, name="connect_calendar"),
    path(f"{NEW}caldav/", connecting.connect_caldav, name="connect_caldav"),
    path(f"{NEW}feed/", connecting.connect_feed, name="connect_feed"),
    path(ONE, account.calendar_connection, name="calendar_connection"),
    path(f"{ONE}check/", account.check_now, name="check_calendars"),
    path(f"{ONE}look/", account.look_again, name="look_for_calendars"),
    path(f"{ONE}sign-in/", again.sign_in_again, name="sign_in_again"),
    path(f"{ONE}disconnect/", leaving.disconnect, name="disconnect_calendars"),
    path(EACH, each.outside_calendar, name="outside_calendar"),
    path(f"{EACH}test/", each.test_rights, name="test_calendar_rights"),
]
