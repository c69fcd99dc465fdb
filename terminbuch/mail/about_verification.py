"""What we write to owners when not everything that is stored agrees, and when it does again."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terminbuch.models import Fault, Verification
from terminbuch.queries.verification.codes import UNSAFE, details, words
from terminbuch.queries.verification.kept import open_faults

from . import links
from .letter import Letter, Link, Paragraph, Part, Row, emphasised
from .personal import PersonalOccasion
from .setbacks import NoLongerNeeded
from .to_members import personal, why_signs_in

SHOWN = 10


def fault_found(told: PersonalOccasion) -> Letter:
    """Those that are still open when it is written. Raises NoLongerNeeded when none is."""
    faults = list(_told_of(told))
    if not faults:
        raise NoLongerNeeded("nothing is left to tell")
    is_unsafe = any(fault.code in UNSAFE for fault in faults)
    return personal(
        told,
        subject=_subject(faults, is_unsafe=is_unsafe),
        heading=_("Please act now.") if is_unsafe else _("Something does not agree."),
        opening=_opening(is_unsafe=is_unsafe),
        parts=[Part(_("What was found"), tuple(_row(fault, told) for fault in faults[:SHOWN]))],
        paragraphs=[*_more(faults), _when(told), Paragraph(_what_to_do(is_unsafe=is_unsafe))],
        reason=why_signs_in(told),
        button=Link(_("See the verification"), _page(told)),
    )


def faults_over(told: PersonalOccasion) -> Letter:
    """Raises NoLongerNeeded when something was found again meanwhile."""
    if open_faults(told.organisation).exists():
        raise NoLongerNeeded("something was found again")
    return personal(
        told,
        subject=_("All is well again: everything agrees"),
        heading=_("Everything agrees again."),
        opening=_("what the nightly verification had found is over."),
        paragraphs=[_when(told)],
        reason=why_signs_in(told),
        button=Link(_("See the verification"), _page(told)),
    )


def _told_of(told: PersonalOccasion) -> Sequence[Fault]:
    """Only what concerns the reader was put into the facts: see actions/verification."""
    rows = Fault.objects.everywhere().filter(pk__in=told.facts["faults"], ended_at=None)
    return [row for row in rows if row.organisation_id in {None, told.delivery.organisation_id}]


def _subject(faults: Sequence[Fault], *, is_unsafe: bool) -> str:
    if is_unsafe:
        return _("Urgent: bookings may be double")
    words_ = ngettext(
        "The verification has found %(number)d fault",
        "The verification has found %(number)d faults",
        len(faults),
    )
    return words_ % {"number": len(faults)}


def _opening(*, is_unsafe: bool) -> str:
    if is_unsafe:
        return _("the verification of all bookings has found that a time was given twice, or could be.")
    return _("the verification of all bookings has found something that does not agree.")


def _what_to_do(*, is_unsafe: bool) -> str:
    if is_unsafe:
        return _(
            "Please look at the bookings that are named and phone whom it concerns. Whoever runs the server "
            "finds the next steps in the handbook, under “verify”."
        )
    return _("No time was given twice. You hear of each fault once, and again when all is well.")


def _row(fault: Fault, told: PersonalOccasion) -> Row:
    today = told.now.astimezone(told.zone).date()
    return Row(words(fault.code), details(fault.facts, zone=told.zone, language=told.language, today=today))


def _more(faults: Sequence[Fault]) -> list[Paragraph]:
    more = len(faults) - SHOWN
    if more <= 0:
        return []
    sentence = ngettext("There is %(number)d more.", "There are %(number)d more.", more)
    return [Paragraph(sentence % {"number": more})]


def _when(told: PersonalOccasion) -> Paragraph:
    row = Verification.objects.filter(uid=told.facts["verification"]).first()
    began_at = row.began_at if row else told.delivery.created_at
    return emphasised(_("Verified on %s."), told.moment(began_at))


def _page(told: PersonalOccasion) -> str:
    return f"{links.team_url()}{told.organisation.slug}/health/verification/"
