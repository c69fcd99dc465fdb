"""Texts in both languages: the business's own must be given, the other may be left to it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Model

from ..settings.shape import SettingForm


class InBothLanguages(SettingForm):
    """``pairs`` are the columns without ``_de`` and ``_en``.

    What is left empty in the second language says the same as in the first.
    """

    pairs: ClassVar[tuple[str, ...]]
    needed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, language: str, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.first, self.second = ("de", "en") if language == "de" else ("en", "de")
        for pair in self.needed:
            self.fields[f"{pair}_{self.second}"].required = False
        self.order_fields([f"{pair}_{each}" for pair in self.pairs for each in (self.first, self.second)])

    @property
    def both(self) -> dict[str, list[Any]]:
        """By column, the fields in the order of the page."""
        return {pair: [self[f"{pair}_{each}"] for each in (self.first, self.second)] for pair in self.pairs}

    def values(self) -> dict[str, Any]:
        values = super().values()
        for pair in self.pairs:
            second = f"{pair}_{self.second}"
            values[second] = values[second] or values[f"{pair}_{self.first}"]
        return values

    @classmethod
    def as_it_is(cls, row: Model, language: str) -> dict[str, Any]:
        """What the form begins with; what is the same in both languages is said once."""
        begun = {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}
        second = "en" if language == "de" else "de"
        for pair in cls.pairs:
            if begun[f"{pair}_en"] == begun[f"{pair}_de"]:
                begun[f"{pair}_{second}"] = ""
        return begun
