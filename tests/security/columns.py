"""Every column that holds words, so that a new one cannot be forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CharField, Field, Model, TextField

type Column = tuple[type[Model], str]

# Without these a row is not found, or the database refuses it: names in addresses, hashes, zones, numbers.
LEFT_ALONE = {
    "slug",
    "zone_name",
    "link_hash",
    "token_hash",
    "key",
    "number",
    "colour",
    "email_folded",
    "who",
}


def columns_of_words() -> list[Column]:
    return [
        (model, field.name)
        for model in apps.get_app_config("terminbuch").get_models()
        for field in model._meta.concrete_fields
        if _holds_words(field) and field.name not in LEFT_ALONE
    ]


def _holds_words(field: Field[object, object]) -> bool:
    return isinstance(field, CharField | TextField) and not field.choices and field.editable


def fill(columns: list[Column], words: str) -> dict[str, str]:
    """Each row gets the words and a number of its own in each of these columns; says which column it was."""
    written = dict(_filled(columns, words))
    return {mark: f"{model.__name__}.{name}" for mark, (model, name) in written.items()}


def _filled(columns: list[Column], words: str) -> Iterator[tuple[str, Column]]:
    rows = [
        (model, name, key)
        for model, name in columns
        for key in model._base_manager.values_list("pk", flat=True)
    ]
    for number, (model, name, key) in enumerate(rows, start=100):
        mark = f"{words}{number}"
        field = model._meta.get_field(name)
        if isinstance(field, CharField | TextField) and len(mark) <= (field.max_length or len(mark)):
            model._base_manager.filter(pk=key).update(**{name: mark})
            yield mark, (model, name)
