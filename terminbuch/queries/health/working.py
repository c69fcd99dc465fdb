"""Does the worker work, and does what was promised leave?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from terminbuch.models import Chore, Delivery, Organisation

from ..findings import Finding, Round, State
from ..mail_sending import last_test, stored_server

LATE = timedelta(minutes=10)
BEAT = "look after health"
"""The chore by which one sees that a worker lives: it comes every minute."""
SILENT = timedelta(minutes=5)


def worker(round_: Round) -> Iterator[Finding]:
    """Before the first business there is nothing to work for."""
    title = pgettext("health", "Background work")
    due_at = Chore.objects.filter(name=BEAT).values_list("due_at", flat=True).first()
    if due_at is None and not Organisation.objects.exists():
        yield Finding("worker", title, _("there is nothing to do yet"))
    elif due_at is None:
        yield Finding("worker", title, _("no worker has run yet, so no mail leaves"), State.WARN)
    elif (silent := round_.now - due_at) > SILENT:
        words = ngettext(
            "the worker has been silent for %(minutes)d minute, so no mail leaves",
            "the worker has been silent for %(minutes)d minutes, so no mail leaves",
            minutes := silent // timedelta(minutes=1),
        )
        yield Finding("worker", title, words % {"minutes": minutes}, State.WARN)
    else:
        yield Finding("worker", title, _("the worker is at work"))


def deliveries(round_: Round) -> Iterator[Finding]:
    rows = round_.rows(Delivery)
    late = rows.filter(calendar=None, state=Delivery.State.DUE, due_at__lt=round_.now - LATE).count()
    title = pgettext("health", "Mails on their way")
    if late:
        words = ngettext(
            "%(number)d mail has been waiting for more than ten minutes",
            "%(number)d mails have been waiting for more than ten minutes",
            late,
        )
        yield Finding("deliveries", title, words % {"number": late}, State.WARN)
    else:
        yield Finding("deliveries", title, _("no mail is late"))


def failed(round_: Round) -> Iterator[Finding]:
    """Until somebody has ticked off the task that came of it."""
    rows = round_.rows(Delivery).filter(calendar=None, state=Delivery.State.FAILED)
    number = rows.filter(tasks__isnull=False, tasks__done_at__isnull=True).distinct().count()
    title = pgettext("health", "Mails that did not arrive")
    if number:
        words = ngettext(
            "%(number)d mail could not be sent; see the tasks",
            "%(number)d mails could not be sent; see the tasks",
            number,
        )
        yield Finding("failed", title, words % {"number": number}, State.WARN)
    else:
        yield Finding("failed", title, _("no mail has failed"))


def mail_sending(round_: Round) -> Iterator[Finding]:
    """What the last test mail said; without one, whether any mail ever left."""
    title, last = pgettext("health", "Sending mail"), last_test()
    if _password_is_lost():
        words = _("the password of the mail server can no longer be read; please type it again")
        yield Finding("mail_sending", title, words, State.WARN)
    elif last is not None and last.state == Delivery.State.SENT:
        yield Finding("mail_sending", title, _("the last test mail has left"))
    elif last is not None and last.last_error:
        yield Finding("mail_sending", title, _refused(last, round_), State.WARN)
    elif _leaving().exists():
        yield Finding("mail_sending", title, _("mails leave"))
    else:
        words = _("no mail has left yet; send a test mail to see whether it works")
        yield Finding("mail_sending", title, words, State.HINT)


def _password_is_lost() -> bool:
    server = stored_server()
    try:
        return server is not None and server.password is None
    except LookupError:
        return True


def _refused(last: Delivery, round_: Round) -> str:
    """What a mail server answers names addresses: not to another business than the one that asked."""
    if round_.organisation is None or round_.organisation.pk == last.organisation_id:
        return _("the last test mail did not leave: %(error)s") % {"error": last.last_error}
    return _("the last test mail did not leave")


def _leaving() -> QuerySet[Delivery]:
    """From practice nothing leaves, whatever its mails are called."""
    rows = Delivery.objects.everywhere().filter(calendar=None, state=Delivery.State.SENT)
    return rows.filter(organisation__practice_of=None)
