"""Can every service be booked at all?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from terminbuch.models import Candidate, Requirement, Service

from ..findings import Finding, State
from .offer import Offer
from .opening import A_DAY


def services(offered: Offer) -> Iterator[Finding]:
    """Of each service at most the first reason why nobody can book it."""
    found = [finding for service in offered.services if (finding := _service(service, offered))]
    yield from found
    title = pgettext("health", "Services")
    if not offered.services:
        yield Finding("no_service", title, _("nothing is offered yet"), State.HINT)
    elif not found:
        yield Finding("services", title, _("every service has somebody who can do it and is there"))


def _service(service: Service, offered: Offer) -> Finding | None:
    needed = list(service.requirements.all())
    if not needed or not all(_able(row) for row in needed):
        return _found("service_without_anyone", service, _("nobody who is active can do it"))
    if not all(_met(row, offered, lambda _able, there: there > 0) for row in needed):
        return _found("service_without_hours", service, _("nobody who can do it has opening hours"))
    if not all(_met(row, offered, lambda able, there: there >= _lasts(able, service)) for row in needed):
        return _found("service_too_long", service, _("it takes longer than anybody is there at a stretch"))
    return _never(service, offered)


def _never(service: Service, offered: Offer) -> Finding | None:
    horizon = service.horizon_days
    if horizon is not None and service.notice_minutes >= (horizon + 1) * A_DAY:
        words = _("it must be booked earlier than it can be booked")
        return _found("notice_beyond_horizon", service, words)
    if service.until_date is not None and service.until_date < offered.now.date():
        return _found("until_is_over", service, _("the last day on which it is offered is over"), State.HINT)
    return None


def _found(code: str, service: Service, words: str, state: State = State.WARN) -> Finding:
    return Finding(code, service.name(get_language() or "en"), words, state, service.slug)


def _able(needed: Requirement) -> list[Candidate]:
    """Where all are needed, one who is not active leaves nobody who could serve."""
    every = list(needed.candidates.all())
    active = [candidate for candidate in every if candidate.resource.is_active]
    return [] if needed.takes_all and active != every else active


def _met(needed: Requirement, offered: Offer, serves: Callable[[Candidate, int], bool]) -> bool:
    """Whether one of those who can do it (or everyone) serves, given for how long each is there."""
    answers = [serves(candidate, offered.there[candidate.resource_id]) for candidate in _able(needed)]
    return all(answers) if needed.takes_all else any(answers)


def _lasts(able: Candidate, service: Service) -> int:
    return able.duration_minutes or service.duration_minutes
