"""Who the visitor is when a proxy stands in front: believed only when the operator named the proxy."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from .environment import Network

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


def behind_proxies(application: WSGIApplication, trusted: tuple[Network, ...]) -> WSGIApplication:
    """Sets REMOTE_ADDR and the scheme from a trusted proxy's headers, and drops the headers in any case."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        said = {name: environ.pop(name, "") for name in FORWARDED}
        if _is_trusted(environ.get("REMOTE_ADDR", ""), trusted):
            environ["REMOTE_ADDR"] = visitor(environ["REMOTE_ADDR"], said["HTTP_X_FORWARDED_FOR"], trusted)
            if said["HTTP_X_FORWARDED_PROTO"] in {"http", "https"}:
                environ["wsgi.url_scheme"] = said["HTTP_X_FORWARDED_PROTO"]
        return application(environ, start_response)

    return answer


def visitor(peer: str, forwarded_for: str, trusted: tuple[Network, ...]) -> str:
    """The address that trusted proxies vouch for: from the right, the first that is no proxy of ours."""
    for address in reversed([part.strip() for part in forwarded_for.split(",") if part.strip()]):
        if not _is_address(address):
            return peer
        peer = address
        if not _is_trusted(address, trusted):
            break
    return peer


def _is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in trusted)


def _is_address(text: Any) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
