"""Below ``/-/staff/-/``: no address but these. The library looks some of them up by their names."""

from __future__ import annotations

from django.urls import path

from . import proving, signing_in

urlpatterns = [
    path("login/", signing_in.sign_in, name="account_login"),
    path("prove/", proving.prove, name="account_reauthenticate"),
]
