"""``terminbuch demo``: the demo businesses, where they are missing.

Their members can sign in only where TERMINBUCH_DEMO says yes, for their passwords are known to everybody.
"""

from __future__ import annotations

from argparse import ArgumentParser
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from terminbuch.actions import demo


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="terminbuch demo", description=__doc__)
    parser.add_argument("--again", action="store_true", help="a living week around today, too")
    options = parser.parse_args(arguments)
    fill()
    if options.again:
        demo.renew(now=timezone.now())
    print(welcome())
    return 0


def fill() -> None:
    """The foreign website of the demo stands one port further."""
    demo.fill(
        now=timezone.now(),
        publish_passwords=settings.IS_DEMO,
        foreign_origin=f"http://localhost:{(urlsplit(settings.BASE_URL).port or 8000) + 1}",
    )


def welcome() -> str:
    """Where to look, and with which words to sign in."""
    lines = [f"{settings.BASE_URL}/{business.organisation['slug']}/" for business in demo.BUSINESSES]
    if settings.IS_DEMO:
        lines += [
            f"{settings.BASE_URL}/-/mailbox/ shows every mail",
            f"{settings.BASE_URL}/-/staff/ lets in:",
        ]
        members = [business.member for business in demo.BUSINESSES]
        lines += [f"  {member.email} with the password {member.password}" for member in members]
    return "\n".join(lines)
