"""What is marked for translation is translated, whole, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages import Message

from dev.translations import Contradiction, languages, merged
from tests.marked_strings import Marked, marked_strings

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


@pytest.fixture(params=languages(), ids=lambda folder: folder.name)
def translated(request: pytest.FixtureRequest) -> dict[Marked, Message]:
    messages = [message for message in merged(request.param) if message.id]
    return {Marked(_forms(message.id)[0], message.context): message for message in messages}


def test_every_marked_sentence_is_translated(translated: dict[Marked, Message]) -> None:
    done = {marked for marked, message in translated.items() if all(_forms(message.string))}

    missing = {marked: place for marked, place in marked_strings().items() if marked not in done}

    assert missing == {}


def test_no_sentence_is_translated_that_nobody_says(translated: dict[Marked, Message]) -> None:
    assert set(translated) - set(marked_strings()) == set()


def test_a_translation_keeps_every_placeholder(translated: dict[Marked, Message]) -> None:
    broken = {marked for marked, message in translated.items() if not _keeps_placeholders(message)}

    assert broken == set()


def test_one_sentence_has_one_translation(tmp_path: Path) -> None:
    (tmp_path / "mail.po").write_text('msgid "Back"\nmsgstr "Zurück"\n', encoding="utf-8")
    (tmp_path / "pages.po").write_text('msgid "Back"\nmsgstr "Rücken"\n', encoding="utf-8")
    german = tmp_path.rename(tmp_path.parent / "de")

    with pytest.raises(Contradiction, match="Back"):
        merged(german)


def _keeps_placeholders(message: Message) -> bool:
    """The last form of an id is the plural, which names the number when the singular does not."""
    wanted = set(PLACEHOLDER.findall(_forms(message.id)[-1]))
    return set(PLACEHOLDER.findall(_forms(message.string)[-1])) == wanted


def _forms(said: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ("",))
