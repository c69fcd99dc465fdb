"""E-mail addresses, folded so that two spellings of one address compare equal.

The folded form is for comparing and counting; mail goes to the address as it was typed.
"""

import re

# RFC 5321, section 4.5.3.1.3, less the angle brackets.
LONGEST = 254
# RFC 5322 "dot-atom", RFC 1035 labels. Each letter is read once: no pattern here can go back.
ATOM = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+")
LABEL = re.compile(r"[a-z0-9-]{1,63}")
# IDNA 2003, the standard library's, would turn these into another domain than today's programs do.
DEVIATING = set("ßẞς\u200c\u200d")


def fold_email(address: str) -> str:
    """The address in small letters, its domain as A-labels ("xn--mnchen-3ya.example").

    Raises ValueError: "local" for letters beyond ASCII before the @, which few mail
    servers accept; "domain" for what cannot stand after it; "shape" for the rest.
    """
    typed = address.strip()
    local, at, domain = typed.partition("@")
    if not at or "@" in domain or len(typed) > LONGEST:
        raise ValueError("shape")
    folded = f"{_local(local)}@{_domain(domain)}"
    if len(folded) > LONGEST:
        raise ValueError("shape")
    return folded


def is_same_email(one: str, other: str) -> bool:
    """Whether both are addresses and fold to the same one."""
    try:
        return fold_email(one) == fold_email(other)
    except ValueError:
        return False


def _local(local: str) -> str:
    if not local.isascii():
        raise ValueError("local")
    folded = local.lower()
    if len(folded) > 64 or not all(ATOM.fullmatch(atom) for atom in folded.split(".")):
        raise ValueError("shape")
    return folded


def _domain(domain: str) -> str:
    if not DEVIATING.isdisjoint(domain):
        raise ValueError("domain")
    try:
        folded = domain.lower().encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise ValueError("domain") from error
    labels = folded.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or not all(map(_is_label, labels)):
        raise ValueError("domain")
    return folded


def _is_label(label: str) -> bool:
    return LABEL.fullmatch(label) is not None and not (label.startswith("-") or label.endswith("-"))
