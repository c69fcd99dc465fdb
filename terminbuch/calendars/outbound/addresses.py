"""Which addresses may be asked at all: by their shape, and by what their name stands for."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TYPE_CHECKING

import httpx2
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from terminbuch.calendars.troubles import Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_CHARACTERS = 2048
PORTS = frozenset({443, 2080, 5001, 8443, 8843})  # where calendars are served with TLS
HOST = re.compile(r"[a-z0-9_.-]{1,253}")
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # IPv4 behind NAT64, RFC 6052

type Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class WrongAddress(Refused):
    """``sentence`` says why, for whoever typed it."""

    def __init__(self, sentence: _StrPromise, *, why: str) -> None:
        super().__init__(why)
        self.sentence = sentence


def check_address(address: str) -> httpx2.URL:
    """Read it, and refuse what could never be asked. No name is looked up: that is done when it is asked."""
    if len(address) > MOST_CHARACTERS:
        raise WrongAddress(_("An address has at most 2,048 characters."), why="length")
    url = _read(address)
    if url.userinfo:
        raise WrongAddress(_("Name and password do not belong into the address."), why="userinfo")
    _check_host(url)
    if is_unusual(url) and not may_be_listed(plain_host(url), port_of(url)):
        raise _unusual(url)
    return url.copy_with(fragment=None)


def _read(address: str) -> httpx2.URL:
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError):
        raise _no_address("shape") from None
    if url.scheme not in {"http", "https"} or not url.raw_host:
        raise _no_address("scheme")
    return url


def _no_address(why: str) -> WrongAddress:
    return WrongAddress(_("Please give an address such as https://cloud.example.org/."), why=why)


def _check_host(url: httpx2.URL) -> None:
    host = plain_host(url)
    ip = literal(host)
    if ip is None and (not HOST.fullmatch(host) or _is_disguised(host)):
        raise _no_address("host")
    if ip is not None and not is_permitted(ip, host, port_of(url)):
        raise WrongAddress(_("This address belongs to an inner network. It cannot be asked."), why="private")


def _unusual(url: httpx2.URL) -> WrongAddress:
    if url.scheme == "http":
        return WrongAddress(_("Please give an address that begins with https://."), why="scheme")
    return WrongAddress(_("Calendars are not asked at this port."), why="port")


def is_unusual(url: httpx2.URL) -> bool:
    """Without TLS, or at another port: only where the operator listed it."""
    return url.scheme == "http" or port_of(url) not in PORTS


def port_of(url: httpx2.URL) -> int:
    return {"http": 80, "https": 443}.get(url.scheme, 0) if url.port is None else url.port


def host_of(address: str | httpx2.URL) -> str:
    """How a host is called where somebody agrees to it: with its port, unless that is TLS's own."""
    url = httpx2.URL(address)
    name = _bracketed(plain_host(url))
    return name if port_of(url) == 443 else f"{name}:{port_of(url)}"


def plain_host(url: httpx2.URL) -> str:
    """As it goes over the wire: the library's ``host`` fails on names that only look like IDNA."""
    return url.raw_host.decode("ascii").lower()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def literal(host: str) -> Ip | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_disguised(host: str) -> bool:
    """Whether the resolver reads a number in it, as in ``2130706433`` or ``0x7f.1``."""
    try:
        socket.inet_aton(host)
    except (OSError, UnicodeError):
        return False
    return True


def may_be_listed(host: str, port: int) -> bool:
    """Whether what the name stands for could be listed."""
    ip = literal(host)
    if ip is None and any(not isinstance(entry, str) for entry in settings.OUTSIDE_PRIVATE):
        return True
    return is_named(host, port) or (ip is not None and is_in_listed_network(ip))


def is_permitted(ip: Ip, host: str, port: int, *, only_listed: bool = False) -> bool:
    """Whether a connection to it may be opened on behalf of this host and port."""
    if is_named(host, port) or is_in_listed_network(ip):
        return True
    return not only_listed and _is_public(ip)


def is_named(host: str, port: int) -> bool:
    name = _bracketed(host.lower())
    return name in settings.OUTSIDE_PRIVATE or f"{name}:{port}" in settings.OUTSIDE_PRIVATE


def is_in_listed_network(ip: Ip) -> bool:
    networks = [entry for entry in settings.OUTSIDE_PRIVATE if not isinstance(entry, str)]
    return any(_inner(ip) in network for network in networks)


def _is_public(ip: Ip) -> bool:
    inner = _inner(ip)
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def _inner(ip: Ip) -> Ip:
    """The IPv4 address that an IPv6 one may carry: mapped, 6to4, Teredo, NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in TRANSLATED:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
