"""Do all machines of the installation have the same secrets?"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..findings import Finding, Round, State


def secrets(round_: Round) -> Iterator[Finding]:
    """One machine cannot see what another was given, but it knows what it made for itself.

    Said to operators alone, and only where several machines are possible: a file of SQLite has one.
    """
    if round_.organisation is not None or connection.vendor != "postgresql":
        return
    title, own = pgettext("health", "Secrets"), ", ".join(settings.SECRETS_MADE_HERE)
    if own:
        words = _("%(names)s were made on this machine; several machines must share them, by the environment")
        yield Finding("secrets", title, words % {"names": own}, State.HINT)
    else:
        yield Finding(
            "secrets", title, _("they come from the environment, so that several machines can share them")
        )
