"""Sentences that several pages say."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terminbuch import wording


def until_before(cut_off_minutes: int, language: str) -> str:
    """Until how long before the start customers may change their mind."""
    if not cut_off_minutes:
        return _("You can reschedule or cancel yourself until it begins.")
    hours, minutes = divmod(cut_off_minutes, 60)
    if minutes:
        said = wording.length(cut_off_minutes, language)
    else:
        said = ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours}
    return _("You can reschedule or cancel yourself until %(length)s before.") % {"length": said}


def joined(names: list[str]) -> str:
    """ "Anna", "Anna and Ben", "Anna, Ben and Clara"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
