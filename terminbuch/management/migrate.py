"""``terminbuch migrate``: the tables as this version wants them. Harmless when there is nothing to do."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management import call_command

from .one_at_a_time import one_at_a_time


def main(arguments: list[str]) -> int:
    ArgumentParser(prog="terminbuch migrate", description=__doc__).parse_args(arguments)
    with one_at_a_time():
        call_command("migrate", interactive=False, verbosity=1)
    return 0
