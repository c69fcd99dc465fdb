"""With which rights the program itself asks the database."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..findings import Finding, Round, State


def database_user(round_: Round) -> Iterator[Finding]:
    """Whoever owns its own tables needs no more. Said to operators alone; SQLite knows no rights."""
    if round_.organisation is not None or connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        (may_everything,) = cursor.fetchone()
    title = pgettext("health", "Rights in the database")
    if may_everything:
        words = _("the database user may do everything; one that owns only its own tables is safer")
        yield Finding("database_user", title, words, State.HINT)
    else:
        yield Finding("database_user", title, _("the database user owns its own tables and nothing more"))
