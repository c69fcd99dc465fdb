"""A person did what had to be done."""

from __future__ import annotations

import uuid
from datetime import datetime

from terminbuch.models import Task

from .asking import Actor
from .deed import deed
from .refusals import NotYours
from .remembering import remember


@deed
def finish(task_uid: uuid.UUID, *, organisation_id: int, by: Actor, now: datetime) -> Task:
    """Tick a task off, with the name of who did it; twice is harmless. Raises NotYours.

    A request is decided, not ticked off.
    """
    rows = Task.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    task = rows.select_related("booking").filter(uid=task_uid).exclude(kind=Task.Kind.DECIDE).first()
    if task is None:
        raise NotYours
    if task.done_at is None:
        task.done_at, task.done_by = now, by.member
        task.save(update_fields=["done_at", "done_by"])
        if task.booking is not None:
            remember(task.booking, "task_done", by=by, now=now, task=task.kind)
    return task


@deed
def reopen(task_uid: uuid.UUID, *, organisation_id: int, by: Actor, now: datetime) -> Task:
    """It was not done after all; twice is harmless.

    Raises NotYours also for what is no longer to be done: what went away by itself, a request that is
    decided, and the call about a case that has ended.
    """
    rows = Task.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    task = rows.select_related("booking", "case").filter(uid=task_uid).first()
    if task is None or not (task.done_at is None or task.may_be_reopened):
        raise NotYours
    if task.done_at is not None:
        task.done_at, task.done_by = None, None
        task.save(update_fields=["done_at", "done_by"])
        if task.booking is not None:
            remember(task.booking, "task_reopened", by=by, now=now, task=task.kind)
    return task
