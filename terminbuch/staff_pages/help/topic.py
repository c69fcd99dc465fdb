from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise

type Words = str | Promise
type Topics = Mapping[str, Topic]


class Topic(NamedTuple):
    """Two sentences on a rule: what it does, and what to mind."""

    title: Words
    does: Words
    mind: Words
