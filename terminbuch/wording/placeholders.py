"""Words in braces that are filled, never run: "Hello {name},"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

BRACES = re.compile(r"\{([^{}\n]*)\}|[{}]")
LOOSE_END = re.compile(r"[ \t]+(?=[,.;:!?](?:\s|$))")
SPACES = re.compile(r"[ \t]{2,}")


def in_braces(text: str) -> Iterator[str]:
    """What stands in braces, in order; "" for a brace that stands alone or holds nothing."""
    return ((found[1] or "").strip() for found in BRACES.finditer(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Each word in braces becomes its value, once: a value with braces in it stays as it is.

    What is empty leaves no hole: "Hello {name}, …" becomes "Hello, …". Raises KeyError for other words.
    """
    filled = BRACES.sub(_value(values), text)
    return "\n".join(SPACES.sub(" ", LOOSE_END.sub("", line)).strip() for line in filled.splitlines())


def _value(values: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda found: values[(found[1] or "").strip()]
