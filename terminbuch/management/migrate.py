"""``terminbuch migrate``: the tables as this version wants them. Harmless when there is nothing to do."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management import call_command


def main(arguments: list[str]) -> int:
    ArgumentParser(prog="terminbuch migrate", description=__doc__).parse_args(arguments)
    call_command("migrate", interactive=False, verbosity=1)
    return 0
