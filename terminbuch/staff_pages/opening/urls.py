from __future__ import annotations

from django.urls import path

from . import page, sign_up

of_opening = [
    path("-/open/<str:opening>/", page.opening, name="open"),
    path("-/sign-up/", sign_up.sign_up, name="sign_up"),
    path("-/sign-up/sent/", sign_up.signed_up, name="signed_up"),
]
