"""``terminbuch prepare``: what must be done and be true before anybody may book."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command

from terminbuch.models import Organisation

from . import demo, opening_link, static_files
from .check import UNSAFE, report_unsafe
from .one_at_a_time import one_at_a_time


def main(arguments: list[str]) -> int:
    ArgumentParser(prog="terminbuch prepare", description=__doc__).parse_args(arguments)
    with one_at_a_time():
        return _prepared()


def _prepared() -> int:
    """The exit status."""
    call_command("migrate", interactive=False, verbosity=0)
    if report_unsafe():
        return UNSAFE
    static_files.collect()
    if settings.IS_DEMO:
        _show_demo()
    else:
        opening_link.print_first()
    return 0


def _show_demo() -> None:
    if not Organisation.objects.exists():
        demo.fill()
    print(demo.welcome(), flush=True)
