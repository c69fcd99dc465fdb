"""What a DAV server answers, read without entities, DTDs and network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from terminbuch.calendars.troubles import Unreadable

DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
CALENDAR_SERVER = "{http://calendarserver.org/ns/}"


@dataclass(frozen=True, slots=True)
class Part:
    """One object of a multi-status: as a whole with a status of its own, or with those properties it has."""

    href: str
    status: int
    properties: Mapping[str, etree._Element] = field(default_factory=dict, repr=False)

    def text(self, name: str) -> str:
        element = self.properties.get(name)
        return "" if element is None else (element.text or "").strip()

    def raw(self, name: str) -> bytes:
        """Text as it stands, with the blanks around it."""
        element = self.properties.get(name)
        return b"" if element is None else "".join(str(text) for text in element.itertext()).encode()

    def hrefs(self, name: str) -> list[str]:
        element = self.properties.get(name)
        found = [] if element is None else element.findall(f"{DAV}href")
        return [(href.text or "").strip() for href in found]

    def holds(self, name: str, inner: str) -> bool:
        element = self.properties.get(name)
        return element is not None and element.find(f".//{inner}") is not None


@dataclass(frozen=True, slots=True)
class MultiStatus:
    parts: tuple[Part, ...]
    token: str


def multi_status(body: bytes) -> MultiStatus:
    """Raises Unreadable for what is cut off, no multi-status, or brings a document type."""
    root = _root(body)
    if root.tag != f"{DAV}multistatus":
        raise Unreadable("no multi-status")
    token = (root.findtext(f"{DAV}sync-token") or "").strip()
    return MultiStatus(tuple(_part(response) for response in root.findall(f"{DAV}response")), token)


def has_condition(body: bytes, name: str) -> bool:
    """Whether an error names this precondition."""
    try:
        return _root(body).find(f".//{name}") is not None
    except Unreadable:
        return False


def _root(body: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable("no whole XML") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("XML with a document type")
    return root


def _part(response: etree._Element) -> Part:
    href = (response.findtext(f"{DAV}href") or "").strip()
    if not href:
        raise Unreadable("a part without a name")
    if (whole := response.find(f"{DAV}status")) is not None:
        return Part(href, _code(whole))
    return Part(href, 200, {str(found.tag): found for found in _found(response)})


def _found(response: etree._Element) -> Iterator[etree._Element]:
    for group in response.findall(f"{DAV}propstat"):
        status = group.find(f"{DAV}status")
        properties = group.find(f"{DAV}prop")
        if status is not None and _code(status) == 200 and properties is not None:
            yield from properties


def _code(status: etree._Element) -> int:
    found = re.match(r"HTTP/\S+ (\d{3})", (status.text or "").strip())
    if found is None:
        raise Unreadable("a part without a status")
    return int(found[1])
