"""``terminbuch createmember``: lets somebody sign in for an organisation, or sets the password anew.

The password is asked for, or read from TERMINBUCH_PASSWORD.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from getpass import getpass

from django.core.exceptions import ValidationError

from terminbuch.actions.members import admit
from terminbuch.models import Member
from terminbuch.queries.access import organisation_by_slug


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="terminbuch createmember", description=__doc__)
    parser.add_argument("--organisation", required=True, metavar="SLUG")
    parser.add_argument("--email", required=True)
    parser.add_argument("--role", required=True, choices=Member.Role.values)
    parser.add_argument("--operator", action="store_true", help="may also set how mail leaves, for everybody")
    options = parser.parse_args(arguments)
    organisation = organisation_by_slug(options.organisation)
    if organisation is None:
        return _refuse(f"there is no organisation {options.organisation}")
    try:
        admit(
            organisation.pk,
            email=options.email,
            role=options.role,
            password=_password(),
            makes_operator=options.operator,
        )
    except ValidationError as error:
        return _refuse(" ".join(error.messages))
    print(f"{options.email} may now sign in for {organisation.name}.")
    return 0


def _password() -> str:
    return os.environ.get("TERMINBUCH_PASSWORD") or getpass()


def _refuse(sentence: str) -> int:
    print(f"terminbuch: {sentence}", file=sys.stderr)
    return 1
