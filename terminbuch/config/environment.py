"""What the operator said in the environment, read once and refused by name when it is wrong."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

Network = IPv4Network | IPv6Network
SECRET_LENGTH = 32


def text(name: str, default: str = "") -> str:
    """From the variable, or from the file that NAME_FILE names: then the environment holds no secret."""
    file = os.environ.get(f"{name}_FILE", "")
    return (_read(f"{name}_FILE", file) if file else os.environ.get(name, "")).strip() or default


def _read(name: str, file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise wrong(name, "the path of a file that can be read") from None


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number between ``least`` and ``most``, both inclusive."""
    said = text(name, str(default))
    if not said.isascii() or not said.isdigit() or not least <= int(said) <= most:
        raise wrong(name, f"a whole number from {least} to {most}")
    return int(said)


def switch(name: str, *, default: bool = False) -> bool:
    said = text(name, "yes" if default else "no").lower()
    if said not in {"yes", "no", "true", "false", "1", "0"}:
        raise wrong(name, "yes or no")
    return said in {"yes", "true", "1"}


def one_of(name: str, choices: tuple[str, ...], default: str) -> str:
    said = text(name, default).lower()
    if said not in choices:
        raise wrong(name, "one of " + ", ".join(choices))
    return said


def base_url(name: str, default: str) -> str:
    """The address under which people reach the installation: scheme and host, no path."""
    said = text(name, default).rstrip("/")
    parts = urlsplit(said)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise wrong(name, "an address such as https://termine.example.org")
    return said


def service(name: str, default: str) -> str:
    """The address of somebody's service, which may have a path."""
    said = text(name, default).rstrip("/")
    parts = urlsplit(said)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
        raise wrong(name, "an address such as https://api.example.org/v1")
    return said


def networks(name: str) -> tuple[Network, ...]:
    return tuple(_each(name, ip_network, "addresses or networks such as 10.0.0.0/8, separated by commas"))


def neighbours(name: str) -> tuple[Network | str, ...]:
    """Addresses and networks, and hosts by their name, with a port or for all ports."""
    wanted = "hosts, hosts with a port, addresses or networks, separated by commas"
    return tuple(_each(name, _neighbour, wanted))


def _neighbour(said: str) -> Network | str:
    with suppress(ValueError):
        return ip_network(said)
    parts = urlsplit(f"//{said}")
    if not parts.hostname or parts.netloc != said or "@" in said or not (parts.port or ":" not in said):
        raise ValueError
    return said.lower()


def _each[Value](name: str, read: Callable[[str], Value], wanted: str) -> list[Value]:
    try:
        return [read(part.strip()) for part in text(name).split(",") if part.strip()]
    except ValueError:
        raise wrong(name, wanted) from None


def secret(name: str, folder: Path) -> str:
    """A secret from the environment, else from a file in the data folder that is made on the first start."""
    said = text(name)
    if said and len(said) < SECRET_LENGTH:
        raise wrong(name, f"at least {SECRET_LENGTH} characters, chosen at random")
    return said or _kept_secret(folder / name.lower().replace("_", "-"))


def token(name: str) -> str:
    """A word that somebody must bring; empty where there is none."""
    said = text(name)
    if said and (len(said) < SECRET_LENGTH or not said.isascii()):
        raise wrong(name, f"at least {SECRET_LENGTH} characters, chosen at random")
    return said


def secrets_in_turn(name: str, folder: Path) -> list[str]:
    """Several secrets, separated by commas: the newest first, older ones are still understood."""
    found = [part.strip() for part in secret(name, folder).split(",")]
    if any(len(part) < SECRET_LENGTH for part in found):
        raise wrong(name, f"secrets of at least {SECRET_LENGTH} characters each, separated by commas")
    return found


def _kept_secret(file: Path) -> str:
    if not file.exists():
        _write_whole(file, secrets.token_urlsafe(48))
    return _whole(file)


def _write_whole(file: Path, content: str) -> None:
    """Two processes may start at once: the first one's secret stands, and nobody reads half of it."""
    handle, draft = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "w", encoding="ascii") as fresh:
        fresh.write(content)
    with suppress(FileExistsError):
        os.link(draft, file)
    Path(draft).unlink()


def _whole(file: Path) -> str:
    kept = file.read_text(encoding="ascii").strip()
    if len(kept) < SECRET_LENGTH:
        raise ImproperlyConfigured(
            f"{file.name} in the data folder is empty: remove it or put a secret into it"
        )
    return kept


def wrong(name: str, wanted: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} must be {wanted}")
