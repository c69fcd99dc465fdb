"""Below ``/-/mailbox/``: the mails of the demo."""

from __future__ import annotations

from django.urls import path

from . import mailbox

app_name = "mailbox"

urlpatterns = [
    path("", mailbox.overview, name="overview"),
    path("<str:name>/", mailbox.letter, name="letter"),
    path("<str:name>/page.html", mailbox.page, name="page"),
    path("<str:name>/<int:number>/", mailbox.attachment, name="attachment"),
]
