"""Customers, staff and the assistant in any order: each answer and each row is what the reference says."""

from __future__ import annotations

from tests.life.customers import Customers
from tests.life.morning import Morning
from tests.life.staff import Staff


class Life(Customers, Staff, Morning):
    pass
