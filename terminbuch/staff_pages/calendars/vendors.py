"""Google and Microsoft: whether one can sign in there, and else what an operator does so that one can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.calendars import oauth
from terminbuch.calendars.oauth.providers import GOOGLE, MICROSOFT, NAMES

from .signing_in import return_address

type Words = str | Promise

SENTENCES: Mapping[str, Words] = {
    GOOGLE: _("Your calendars at Google."),
    MICROSOFT: _("Calendars of Microsoft 365 and outlook.com."),
}
STEPS: Mapping[str, tuple[Words, ...]] = {
    GOOGLE: (
        _("In the Google Cloud console, make a project and switch on the Google Calendar API."),
        _(
            "Fill in the consent screen. Until Google has verified it, only the test users that you name"
            " can sign in."
        ),
        _("Make an OAuth client ID of the kind “web application”."),
    ),
    MICROSOFT: (
        _(
            "In the Microsoft Entra admin center, register an application for the accounts that are to"
            " sign in."
        ),
        _("Give it the delegated permissions Calendars.ReadWrite and offline_access of Microsoft Graph."),
        _("Make a client secret, and note when it runs out."),
    ),
}


@dataclass(frozen=True, slots=True)
class Vendor:
    """``address`` is where the browser comes back to: it must be registered there, letter by letter."""

    kind: str
    name: str
    is_ready: bool
    sentence: Words
    steps: tuple[Words, ...]
    address: str
    settings: str


def vendors() -> list[Vendor]:
    return [
        Vendor(
            kind, name, oauth.is_configured(kind), SENTENCES[kind], STEPS[kind], return_address(kind),
            f"{kind.upper()}_CLIENT_ID, {kind.upper()}_CLIENT_SECRET",
        )
        for kind, name in NAMES.items()
    ]  # fmt: skip
