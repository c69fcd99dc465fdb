"""How somebody signs in, step by step, as a browser sends it."""

from __future__ import annotations

import base64
import hmac
import html
import re
import struct
from datetime import datetime

from django.test import Client

from terminbuch.actions.logins import factors
from terminbuch.models import Delivery, User
from tests.builders import SUNDAY_18
from tests.passkey import Passkey
from tests.staff_pages.pages import Answer

LOGIN = "/-/staff/-/login/"
SECOND = f"{LOGIN}code/"
PASSKEY = f"{LOGIN}passkey/"
PROVE = "/-/staff/-/prove/"
YOU = "/-/staff/-/you/"
RESET = "/-/staff/-/reset/"
PASSWORD = "clara-im-salon"
NEW = "drei Pinsel am Fenster"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
GERMAN = {"Accept-Language": "de"}


def sign_in(
    client: Client, email: str, password: str = PASSWORD, *, at: str = LOGIN, **headers: str
) -> Answer:
    return client.post(at, {"username": email, "password": password}, headers={**GERMAN, **headers})


def code_at(now: datetime, secret: str = SECRET) -> str:
    """What the app shows then, by RFC 6238."""
    step = struct.pack(">Q", int(now.timestamp()) // 30)
    digest = hmac.new(base64.b32decode(secret), step, "sha1").digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def with_app(user: User) -> list[str]:
    """The recovery codes that came with it."""
    return factors.add_app(user.pk, SECRET, now=SUNDAY_18)


def with_passkey(client: Client) -> Passkey:
    """Added on the page by whoever is signed in."""
    key = Passkey()
    page = client.get(f"{YOU}passkeys/new/")
    client.post(f"{YOU}passkeys/new/", {"name": "Telefon", "credential": key.made(question(page))})
    return key


def question(page: Answer) -> str:
    """What stands on the page for the browser to ask a passkey."""
    found = re.search(r'data-question="([^"]+)"', page.content.decode())
    assert found is not None
    return html.unescape(found[1])


def shown_codes(page: Answer) -> list[str]:
    return re.findall(r"<code>([a-z0-9-]{14})</code>", page.content.decode())


def promised(kind: str) -> list[Delivery]:
    return list(Delivery._base_manager.filter(kind=kind).order_by("pk"))


def told_of() -> list[str]:
    """What the mails about a changed sign-in are about, in their order."""
    return [str(mail.facts["what"]) for mail in promised("sign_in_changed")]


def is_signed_in(client: Client) -> bool:
    return client.get(YOU).status_code == 200
