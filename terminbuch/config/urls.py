from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("terminbuch.api.urls")),
    path("-/staff/-/", include("terminbuch.staff_pages.logins.urls")),
    path("-/staff/", include("terminbuch.staff_pages.urls")),
    path("-/mailbox/", include("terminbuch.staff_pages.mailbox_urls")),
    path("", include("terminbuch.booking_pages.urls")),
]
handler400 = "terminbuch.booking_pages.errors.bad_request"
handler403 = "terminbuch.booking_pages.errors.not_allowed"
handler404 = "terminbuch.booking_pages.errors.not_found"
handler500 = "terminbuch.config.broken.broken"
