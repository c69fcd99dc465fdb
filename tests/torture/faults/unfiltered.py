"""The pages of a build in which one query forgot whose rows are asked for. X14 must notice."""

from __future__ import annotations

from typing import Any

from terminbuch.config.wsgi import application as application  # noqa: PLC0414  # what a server asks for

# isort: split
# Only now, for the line above loads Django.
from terminbuch.models import Customer, OrganisationQuerySet

_of = OrganisationQuerySet.of


def _of_everybody(rows: OrganisationQuerySet[Any], organisation: Any) -> OrganisationQuerySet[Any]:
    return rows.everywhere() if rows.model is Customer else _of(rows, organisation)


setattr(OrganisationQuerySet, "of", _of_everybody)  # noqa: B010  # a method that is exchanged
