"""The other side is asked from a page: for ten seconds at most, and a trouble becomes words in the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terminbuch.actions import attempts
from terminbuch.actions.refusals import Refusal
from terminbuch.calendars.outbound import OtherHost, WrongAddress
from terminbuch.calendars.troubles import Trouble
from terminbuch.models import Member
from terminbuch.queries.standing import TROUBLES, UNKNOWN_TROUBLE

from ..settings.saving import refused
from ..settings.shape import SettingForm

SECONDS = 10.0
TRIES = 40

type Words = str | Promise

# By the code of the trouble: at which field it is said, and how. First tries fail otherwise than later reads.
AT_FIRST: Mapping[str, tuple[str, Words]] = {
    "signed_out": (
        "password",
        gettext_lazy("User name or password is not accepted. Many providers want a password for apps here."),
    ),
    "unreachable": (
        "address",
        gettext_lazy("Nobody answers at this address. Please check it, or try again later."),
    ),
    "refused": ("address", gettext_lazy("This address may not be asked from here.")),
    "not_there": ("address", gettext_lazy("There is no calendar at this address.")),
    "unreadable": ("address", gettext_lazy("What answers at this address is no calendar.")),
    "not_allowed": ("", gettext_lazy("The account exists, but may not open its calendars this way.")),
}


def count_try(member: Member, *, now: datetime) -> None:
    """Raises TooManyTries: nobody guesses passwords through us, or counts what stands in other networks."""
    attempts.count("calendar", f"{member.organisation_id}:{member.pk}", limit=TRIES, now=now)


def tried[T](form: SettingForm, member: Member, ask: Callable[[datetime], T]) -> T | None:
    """What ``ask`` gives; None when it did not succeed, and then the form says why."""
    now = timezone.now()
    try:
        count_try(member, now=now)
        return ask(now)
    except Refusal as refusal:
        refused(form, refusal)
    except OtherHost as other:
        _ask_for(form, other)
    except Trouble as trouble:
        say(form, trouble)
    return None


def _ask_for(form: SettingForm, other: OtherHost) -> None:
    """Where the page can ask whether the other host may be told the secret, it does."""
    if hasattr(form, "other_host"):
        form.other_host = other.host
    else:
        form.add_error(
            None,
            _("The account leads to another server: %(host)s. Please sign in again.") % {"host": other.host},
        )


def in_words(member: Member, ask: Callable[[datetime], object]) -> str:
    """For a button without a form: why it did not succeed, or nothing."""
    form = SettingForm({})
    form.is_valid()
    if tried(form, member, ask) is not None:
        return ""
    return str(form.refusal.sentence if form.refusal else form.non_field_errors()[0])


def say(form: SettingForm, trouble: Trouble) -> None:
    later = TROUBLES.get(trouble.code, UNKNOWN_TROUBLE)
    is_first = not form.fields.keys().isdisjoint({"address", "password"})
    field, words = AT_FIRST.get(trouble.code, ("", later)) if is_first else ("", later)
    if isinstance(trouble, WrongAddress):
        words = trouble.sentence
    form.add_error(field if field in form.fields else None, str(words))
