"""Every mail as its reader gets it, compared whole: texts/KIND.LANGUAGE.txt, the subject first."""

from __future__ import annotations

from pathlib import Path

import pytest

from terminbuch.mail.letters import WRITERS, letter
from terminbuch.mail.occasion import occasion
from terminbuch.mail.rendering import plain

from .cases import CASES, delivery_of
from .rows import MONDAY_NOON

TEXTS = Path(__file__).parent / "texts"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", CASES)
def test_the_whole_text(kind: str, language: str) -> None:
    told = occasion(delivery_of(kind, language), now=MONDAY_NOON)

    written = letter(told)

    expected = (TEXTS / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    assert f"Subject: {written.subject}\n\n{plain(written)}".replace("\N{NO-BREAK SPACE}", " ") == expected


def test_no_kind_goes_unread() -> None:
    assert set(CASES) == set(WRITERS)


def test_no_text_is_left_over() -> None:
    assert {file.name for file in TEXTS.iterdir()} == {
        f"{k}.{lang}.txt" for k in CASES for lang in ("de", "en")
    }
