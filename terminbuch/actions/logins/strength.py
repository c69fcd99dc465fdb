"""What makes a password easy to guess, though it is long (ASVS 6.2.4 and 6.2.11)."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from terminbuch.models import User

FEWEST_SIGNS, FEWEST_WORDS = 5, 3
OWN_WORDS = ("terminbuch", "passwort", "kennwort")
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertzuiopasdfghjklyxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm",
)
REPEATED = re.compile(r"(.+?)\1+")
WORDS = re.compile(r"[^\W\d_]+")


class GuessableValidator:
    """Refuses common words with digits or repeats around them, rows of keys, and few different signs."""

    def validate(self, password: str, user: User | None = None) -> None:
        folded = password.lower()
        if len(set(folded)) < FEWEST_SIGNS or _is_row(folded) or _is_known(folded, user):
            raise ValidationError(
                _("This password is easy to guess: a common word, your own name, or a row of signs."),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return ""


def _is_row(folded: str) -> bool:
    once = _once(folded)
    return any(once in row * 2 or once[::-1] in row * 2 for row in ROWS)


def _is_known(folded: str, user: User | None) -> bool:
    """Whether nothing is left but one or two words that everybody tries first. Three make a sentence."""
    words = {_once(word) for word in WORDS.findall(folded)} - {*OWN_WORDS, *_of_person(user)}
    return len(words) < FEWEST_WORDS and words <= CommonPasswordValidator().passwords


def _of_person(user: User | None) -> set[str]:
    return set(WORDS.findall(f"{user.email} {user.name}".lower())) if user else set()


def _once(word: str) -> str:
    """ "abcabc" is "abc"."""
    repeated = REPEATED.fullmatch(word)
    return repeated[1] if repeated else word
