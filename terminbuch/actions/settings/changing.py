"""One row of the settings is changed, added or removed, and the log says by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Model, ProtectedError
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Location, OldSlug, Organisation, Requirement, Resource, Service
from terminbuch.queries.preview import digest

from ..asking import Actor
from ..deed import deed
from ..locking import lock_resources, raise_revisions
from ..refusals import NotYours
from ..rules import RuleChanged
from .noting import note
from .numbering import close_up, make_room
from .refusals import Contradiction, StillUsed
from .subjects import SUBJECTS, Subject
from .uses import refuse_used


@deed
def change(
    subject: str,
    pk: int,
    values: Mapping[str, Any],
    *,
    organisation_id: int,
    seen: str,
    by: Actor,
    now: datetime,
) -> None:
    """Write these columns of one row; the others stay. The same values again change nothing.

    ``seen`` is ``subjects.seen`` of the row as it was shown. Raises NotYours, RuleChanged, Contradiction.
    """
    described = SUBJECTS[subject]
    row = _locked(described, pk, organisation_id)
    was = described.values(row)
    if digest(was) != seen:
        raise RuleChanged
    if (to := was | _listed(described, values)) == was:
        return
    _doubt(described, to, organisation_id, but=pk)
    _follow(row, to)
    _write(described, row, to, organisation_id)
    note("changed", subject, row, was=was, to=to, organisation_id=organisation_id, by=by, now=now)


@deed
def add(subject: str, values: Mapping[str, Any], *, organisation_id: int, by: Actor, now: datetime) -> Model:
    """A new row; columns that are not given are as the table has them. Raises NotYours, Contradiction."""
    row: Model = put(subject, values, organisation_id=organisation_id, by=by, now=now)
    return row


def put(subject: str, values: Mapping[str, Any], *, organisation_id: int, by: Actor, now: datetime) -> Any:
    """The step that every deed takes which makes a row."""
    described = SUBJECTS[subject]
    row = described.model(organisation_id=organisation_id, **_listed(described, values))
    to = described.values(row)
    _doubt(described, to, organisation_id)
    _lock(described, row, organisation_id)
    row.save(force_insert=True)
    if isinstance(row, Requirement):
        make_room(row, now=now)
    _raise_service(row, organisation_id)
    note("added", subject, row, was={}, to=to, organisation_id=organisation_id, by=by, now=now)
    return row


@deed
def remove(subject: str, pk: int, *, organisation_id: int, seen: str, by: Actor, now: datetime) -> None:
    """Raises NotYours, RuleChanged, and StillUsed while other rows need it."""
    described = SUBJECTS[subject]
    row = _locked(described, pk, organisation_id)
    was = described.values(row)
    if digest(was) != seen:
        raise RuleChanged
    refuse_used(row)
    note("removed", subject, row, was=was, to={}, organisation_id=organisation_id, by=by, now=now)
    if isinstance(row, Requirement):
        close_up(row, now=now)
    _raise_service(row, organisation_id)
    try:
        row.delete()
    except ProtectedError:
        raise StillUsed from None


def _listed(described: Subject, values: Mapping[str, Any]) -> dict[str, Any]:
    """Raises KeyError for a column that the settings do not write."""
    for column in values:
        described.columns.index(column)
    return dict(values)


def _locked(described: Subject, pk: int, organisation_id: int) -> Any:
    row = described.rows(organisation_id).filter(pk=pk).first()
    if row is None:
        raise NotYours
    _lock(described, row, organisation_id)
    row.refresh_from_db(from_queryset=described.rows(organisation_id).select_for_update(no_key=True))
    return row


def _lock(described: Subject, row: Any, organisation_id: int) -> None:
    """In the order of the house: service, then the resources whose time or entries it concerns."""
    service_id = row.pk if described.model is Service else getattr(row, "service_id", None)
    if service_id is not None:
        list(Service.objects.of(organisation_id).select_for_update(no_key=True).filter(pk=service_id))
        # All of them: by hand a service is booked with anybody, and every calendar shows its name.
        lock_resources(organisation_id, _every_resource(organisation_id))
    if described.model is Resource and row.pk:
        lock_resources(organisation_id, [row.pk])
    if described.model is Location and row.pk:
        # Its clocks say when everybody there is open.
        lock_resources(organisation_id, _every_resource(organisation_id))


def _every_resource(organisation_id: int) -> set[int]:
    return set(Resource.objects.of(organisation_id).values_list("pk", flat=True))


def _doubt(described: Subject, to: dict[str, Any], organisation_id: int, *, but: int = 0) -> None:
    for column, model in described.references().items():
        rows = model.objects.of(organisation_id)  # type: ignore[attr-defined]
        if to[column] is not None and not rows.filter(pk=to[column]).exists():
            raise NotYours
    problems = dict(described.check(organisation_id, to))
    if "slug" in to and _is_taken(described, to["slug"], organisation_id, but=but):
        problems["slug"] = _("This address is already in use.")
    if to.get("hostname") and Organisation.objects.filter(hostname=to["hostname"]).exclude(pk=but).exists():
        problems["hostname"] = _("This address is already in use.")
    if problems:
        raise Contradiction(problems)


def _is_taken(described: Subject, slug: str, organisation_id: int, *, but: int) -> bool:
    """A business's address must be free on the whole installation, those that others once had included."""
    if described.model is not Organisation:
        return bool(described.rows(organisation_id).filter(slug=slug).exclude(pk=but).exists())
    others = Organisation.objects.filter(slug=slug).exclude(pk=but).exists()
    return others or OldSlug.objects.filter(slug=slug).exclude(organisation_id=but).exists()


def _follow(row: Model, to: dict[str, Any]) -> None:
    """An address that a business once had leads to the new one; back again it leads nowhere else."""
    if isinstance(row, Organisation) and row.slug != to["slug"]:
        OldSlug.objects.filter(slug=to["slug"]).delete()
        OldSlug.objects.create(slug=row.slug, organisation=row)


def _write(described: Subject, row: Any, to: dict[str, Any], organisation_id: int) -> None:
    """Pages that show it, and whatever is kept of it, are out of date from this transaction on (I4)."""
    revision = {"revision": F("revision") + 1} if hasattr(row, "revision") else {}
    described.rows(organisation_id).filter(pk=row.pk).update(**to, **revision)
    if isinstance(row, Service):
        raise_revisions(organisation_id, _every_resource(organisation_id))
    _raise_service(row, organisation_id)


def _raise_service(row: Any, organisation_id: int) -> None:
    """A part of a service says something about its times."""
    whole = Service.objects.of(organisation_id).filter(pk=getattr(row, "service_id", 0))
    whole.update(revision=F("revision") + 1)
