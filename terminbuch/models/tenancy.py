"""Rows belong to an organisation, and a question that forgot to say whose raises instead of answering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.sql import Query

if TYPE_CHECKING:
    from .organisation import Organisation


class NeverScoped(RuntimeError):
    """A question about an organisation's rows was evaluated without naming the organisation."""


class ScopedQuery(Query):
    """A query that compiles only after somebody said whose rows it is about."""

    scoped: bool = False

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self.refuse_unscoped()
        return super().get_compiler(*args, **kwargs)

    def combine(self, rhs: Query, connector: str) -> None:
        if isinstance(rhs, ScopedQuery):
            rhs.refuse_unscoped()
        super().combine(rhs, connector)

    def refuse_unscoped(self) -> None:
        if not self.scoped:
            raise NeverScoped(f"{self.model}: say .of(organisation) before the rows are touched")


class OrganisationQuerySet[Row: models.Model](models.QuerySet[Row]):
    """The rows of one organisation.

    Rows reached through another row (``booking.history_entries``) are scoped by that row, for rows refer
    only to rows of their own organisation.
    """

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or ScopedQuery(model), using, hints)

    def of(self, organisation: Organisation | int) -> Self:
        """Only the rows of this organisation (or of the one with this id)."""
        key = organisation if isinstance(organisation, int) else organisation.pk
        return self._scope().filter(organisation_id=key)

    def everywhere(self) -> Self:
        """The rows of all organisations: for the worker, for checks and for looking up a link, only."""
        return self._scope()

    # Changes compile as queries of Django's own classes, so they are stopped here.

    def update(self, **values: Any) -> int:
        self.query.refuse_unscoped()  # type: ignore[attr-defined]
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self.query.refuse_unscoped()  # type: ignore[attr-defined]
        return super().delete()

    def _scope(self) -> Self:
        scoped = self._chain()  # type: ignore[attr-defined]
        scoped.query.scoped = True
        return scoped  # type: ignore[no-any-return]

    def _add_hints(self, **hints: Any) -> None:
        super()._add_hints(**hints)  # type: ignore[misc]
        if hints.get("instance") is not None:
            self.query.scoped = True  # type: ignore[attr-defined]


class OrganisationRow(models.Model):
    """What every table has that belongs to an organisation."""

    organisation = models.ForeignKey("terminbuch.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(OrganisationQuerySet)()

    class Meta:
        abstract = True
