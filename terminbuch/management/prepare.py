"""``terminbuch prepare``: what must be done and be true before anybody may book."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command

from terminbuch.models import Organisation

from . import demo, opening_link
from .check import UNSAFE, report_unsafe


def main(arguments: list[str]) -> int:
    ArgumentParser(prog="terminbuch prepare", description=__doc__).parse_args(arguments)
    call_command("migrate", interactive=False, verbosity=0)
    if report_unsafe():
        return UNSAFE
    call_command("collectstatic", interactive=False, verbosity=0)
    if settings.IS_DEMO:
        _show_demo()
    else:
        opening_link.print_first()
    return 0


def _show_demo() -> None:
    if not Organisation.objects.exists():
        demo.fill()
    print(demo.welcome(), flush=True)
