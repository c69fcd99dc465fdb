"""Where people have their calendars, with what each wants to be told. From the providers' own help pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Provider:
    """``others`` are hosts of the same provider that may be told the password without asking again.

    ``is_tried`` is whether anybody has run this against a real account.
    """

    code: str
    name: str | Promise
    sentence: Words
    address: str = ""
    address_hint: Words = ""
    password_hint: Words = ""
    others: str = ""
    is_tried: bool = False

    def is_its_own(self, host: str) -> bool:
        return bool(self.others) and re.fullmatch(self.others, host) is not None


NEXTCLOUD = Provider(
    "nextcloud",
    "Nextcloud",
    _("Your own cloud, or that of your business."),
    address_hint=_("The address at which you open Nextcloud, for example https://cloud.example.org/."),
    password_hint=_("A password for apps: in Nextcloud under Settings, Security, “Create new app password”."),
)
ICLOUD = Provider(
    "icloud",
    "iCloud",
    _("The calendar of iPhone and Mac."),
    address="https://caldav.icloud.com/",
    password_hint=_(
        "An app-specific password: at account.apple.com under Sign-In and Security."
        " The password of your Apple account does not work here."
    ),
    others=r"p\d{1,4}-caldav\.icloud\.com",
)
FASTMAIL = Provider(
    "fastmail",
    "Fastmail",
    _("Calendar of the mail provider."),
    address="https://caldav.fastmail.com/",
    password_hint=_("An app password: in Fastmail under Settings, Privacy & Security, for CalDAV."),
)
MAILBOX = Provider(
    "mailbox",
    "mailbox.org",
    _("Calendar of the mail provider."),
    address="https://dav.mailbox.org/",
    password_hint=_(
        "Your password; with a second factor a password for apps, from the security settings of mailbox.org."
    ),
)
OTHER = Provider(
    "other",
    _("Another calendar with CalDAV"),
    _("Radicale, Baïkal, SOGo, Zimbra, Synology and many more."),
    address_hint=_("Of the server, or of the account if the server cannot be found by itself."),
    password_hint=_("Where the provider offers passwords for apps, please make one."),
    is_tried=True,
)
CALDAV: tuple[Provider, ...] = (NEXTCLOUD, ICLOUD, FASTMAIL, MAILBOX, OTHER)


def provider(code: str) -> Provider:
    """What nobody knows is another one."""
    return next((known for known in CALDAV if known.code == code), OTHER)
