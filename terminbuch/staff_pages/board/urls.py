"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .choosing import choose
from .page import board
from .sending import send
from .steps import done, plan, take_back

of_boards = [
    path("board/<uuid:disruption>/", board, name="board"),
    path("board/<uuid:disruption>/send/", send, name="send"),
    path("board/<uuid:disruption>/plan/", plan, name="plan"),
    path("cases/<uuid:case>/choose/", choose, name="choose"),
    path("cases/<uuid:case>/take-back/", take_back, name="take_back"),
    path("cases/<uuid:case>/done/", done, name="called"),
]
