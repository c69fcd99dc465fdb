"""``terminbuch createorganisation``: prints a link by which somebody opens one more business, once.

Whoever uses it becomes the owner; with ``--operator`` also somebody who runs the installation.
"""

from __future__ import annotations

from argparse import ArgumentParser

from .opening_link import new_link


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="terminbuch createorganisation", description=__doc__)
    parser.add_argument("--operator", action="store_true", help="may also set how mail leaves, for everybody")
    options = parser.parse_args(arguments)
    print("Whoever opens this link within seven days founds a business. It opens once.")
    print(new_link(makes_operator=options.operator))
    return 0
