"""Below ``/-/staff/``. An organisation's slug never begins with "-", so what does is free for fixed pages."""

from __future__ import annotations

from django.urls import include, path

from . import bookings, calendar, decisions, missing, more, preferences, tasks
from .absences.urls import of_absences
from .blocking.urls import of_blocking
from .board.urls import of_boards
from .calendars.signing_in import back_from_signing_in, of_signing_in
from .calendars.urls import of_calendars
from .conflicts.urls import of_conflicts
from .customers import urls as customers_urls
from .feeds.urls import of_feeds
from .guides.urls import of_guides
from .health.urls import of_health
from .help.urls import of_help
from .hours.urls import of_hours
from .letters.urls import of_letters
from .log.urls import of_log
from .logins import signing_in
from .opening.urls import of_opening
from .practising.urls import of_practice
from .reports.urls import of_reports
from .rules.urls import of_services
from .settings.urls import of_settings
from .setup.urls import of_setup
from .sheets.urls import of_sheets
from .team.urls import of_invitations, of_team
from .verification.urls import of_verification
from .weeks.urls import of_weeks
from .windows import cancelling, creating, dragging, editing, undoing

app_name = "staff_pages"

of_one_organisation = [
    path("", calendar.show_calendar, name="bookings"),
    path("calendar/feed/", calendar.changes, name="feed"),
    path("bookings/new/", creating.new, name="new"),
    path("bookings/<uuid:booking>/", bookings.details, name="booking"),
    path("bookings/<uuid:booking>/edit/", editing.edit, name="edit"),
    path("bookings/<uuid:booking>/cancel/", cancelling.cancel, name="cancel"),
    path("bookings/<uuid:booking>/undo/", undoing.undo, name="undo"),
    path("bookings/<uuid:booking>/move/", dragging.drag, name="drag"),
    path("bookings/<uuid:booking>/missed/", missing.missed, name="missed"),
    path("bookings/<uuid:booking>/came/", missing.came, name="came"),
    path("bookings/<uuid:booking>/accept/", decisions.accept, name="accept"),
    path("bookings/<uuid:booking>/decline/", decisions.decline, name="decline"),
    path("tasks/", tasks.open_tasks, name="tasks"),
    path("tasks/<uuid:task>/finish/", tasks.finish, name="finish"),
    path("tasks/<uuid:task>/reopen/", tasks.reopen, name="reopen"),
    *customers_urls.paths,
    *of_absences,
    *of_boards,
    *of_conflicts,
    *of_blocking,
    *of_feeds,
    *of_hours,
    *of_services,
    *of_settings,
    *of_setup,
    *of_letters,
    *of_health,
    *of_verification,
    *of_log,
    *of_practice,
    *of_guides,
    *of_sheets,
    *of_reports,
    *of_help,
    *of_weeks,
    *of_team,
    *of_calendars,
    *of_signing_in,
    path("more/", more.more, name="more"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("style.css", more.style, name="style"),
]

urlpatterns = [
    path("", bookings.first_organisation, name="bookings"),
    path("-/login/", signing_in.sign_in, name="login"),
    path("-/logout/", signing_in.sign_out, name="logout"),
    *of_opening,
    *of_invitations,
    *back_from_signing_in,
    path("<slug:organisation>/", include(of_one_organisation)),
]
