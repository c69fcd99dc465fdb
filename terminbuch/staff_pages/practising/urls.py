from __future__ import annotations

from django.urls import path

from . import page

of_practice = [
    path("practice/", page.practise, name="practise"),
    path("practice/anew/", page.anew, name="practise_anew"),
    path("practice/discard/", page.discard, name="discard_practice"),
]
