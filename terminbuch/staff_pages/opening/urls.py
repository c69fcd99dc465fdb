from __future__ import annotations

from django.urls import path

from . import page

of_opening = [
    path("-/open/<str:opening>/", page.opening, name="open"),
]
