"""``terminbuch forgetfactors``: for somebody who lost telephone, passkey and recovery codes.

From then on the password is enough, until a second factor is set up anew. Every sign-in of the person ends.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from django.utils import timezone

from terminbuch.actions.logins import factors
from terminbuch.actions.logins.refusals import NothingThere


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="terminbuch forgetfactors", description=__doc__)
    parser.add_argument("--email", required=True)
    options = parser.parse_args(arguments)
    try:
        factors.forget_all(options.email, now=timezone.now())
    except NothingThere:
        print(f"terminbuch: nobody signs in with {options.email} and a second factor", file=sys.stderr)
        return 1
    print(f"{options.email} now signs in with the password alone.")
    return 0
