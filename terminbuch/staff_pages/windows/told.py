"""Whom a change concerns, and who of them can be mailed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from terminbuch.models import Resource


@dataclass(frozen=True, slots=True)
class Told:
    """``names`` are the resources that get a mail if the box is ticked, ``silent`` those that cannot.

    ``address`` is the customer's, empty where nobody can be mailed; ``is_blocked``: there is no customer to
    think of.
    """

    names: str
    silent: str
    address: str
    is_blocked: bool


def told(resources: Iterable[Resource], event: str, *, address: str, is_blocked: bool) -> Told:
    """``event`` is what happens: moves, new, cancellations. On a re-assignment give old and new resources."""
    every = list({resource.pk: resource for resource in resources}.values())
    hears = [each for each in every if each.email and getattr(each, f"hears_of_{event}")]
    return Told(
        names=_names(hears),
        silent=_names(each for each in every if each not in hears),
        address=address,
        is_blocked=is_blocked,
    )


def _names(resources: Iterable[Resource]) -> str:
    return ", ".join(resource.name for resource in resources)
