from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


def joined(names: Sequence[str]) -> str:
    """ "Anna", "Anna and Ben", "Anna, Ben and Clara"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def one_of(names: Sequence[str]) -> str:
    """ "Mo 10:00, Ben or Tue 9:00, Clara"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s or %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
