from __future__ import annotations

from django.urls import path

from . import editing, preview, sending

of_letters = [
    path("settings/letters/", editing.letters, name="letters"),
    path("settings/letters/<slug:kind>/<slug:spoken>/", editing.letter, name="letter"),
    path("settings/letters/<slug:kind>/<slug:spoken>/preview/", preview.preview, name="letter_preview"),
    path("settings/letters/<slug:kind>/<slug:spoken>/reset/", editing.reset, name="reset_letter"),
    path("settings/mail/", sending.sending, name="mail_sending"),
    path("settings/mail/test/", sending.send_test, name="send_test_mail"),
    path("settings/mail/forget/", sending.forget, name="forget_mail_server"),
]
