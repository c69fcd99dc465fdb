"""Which tables a backup holds: all, but for what must not come back or is made anew."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Field, Model

# Sessions stay away, so that a restore lets nobody in who had signed out since, and so do the one-time links
# of the first start. The kinds of tables and their rights are made by the migrations, on each database anew.
LEFT_OUT = {"sessions.session", "usersessions.usersession", "terminbuch.opening"}
OF_THE_MIGRATIONS = {"contenttypes", "auth"}


def kept() -> list[type[Model]]:
    return [model for model in _own() if model._meta.label_lower not in LEFT_OUT]


def emptied() -> list[type[Model]]:
    """What a restore empties first: what it fills, and who is signed in."""
    return _own()


def columns(model: type[Model]) -> list[Field[object, object]]:
    return list(model._meta.concrete_fields)


def _own() -> list[type[Model]]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if _is_own(model)]


def _is_own(model: type[Model]) -> bool:
    about = model._meta
    return about.managed and not about.proxy and about.app_label not in OF_THE_MIGRATIONS
