"""The salon on a Sunday evening, with somebody in every role, and the salon next door."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.utils import timezone

from terminbuch.actions import absences, deliveries
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import COMMAND
from terminbuch.actions.keys import hashed
from terminbuch.actions.links import manage_token
from terminbuch.actions.team import Place, invitation_token, invite
from terminbuch.models import (
    Absence,
    Booking,
    Case,
    Conflict,
    Delivery,
    HistoryEntry,
    Invitation,
    Logo,
    Member,
    Opening,
    Organisation,
    Question,
    Service,
    ServiceGroup,
    Task,
    User,
    Verification,
    VerifiedOrganisation,
)
from terminbuch.staff_pages import stamps
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    Salon,
    berlin,
    make_booking,
    make_calendar,
    make_member,
    make_salon,
    make_service,
    needs,
)
from tests.passkey import Passkey
from tests.pictures import picture

IN_SUMMER = berlin(1, 0, month=7) + timedelta(days=365)
QUESTION = '{"publicKey": {"user": {"id": "MQ"}, "rp": {"id": "localhost"}, "challenge": "AAAA"}}'
NO_CHANNEL = "00000000-0000-4000-8000-000000000001"
ROLES = ("owner", "manager", "reception", "read_only")


@dataclass(frozen=True)
class Business:
    """Ben serves both bookings: Anna's is agreed, Berta's is a request. A mail to Anna has failed.

    In summer the room is away; Anna's booking is no longer hit by that. Ben's old calendar, which blocks
    nothing any more, was once in her way.
    """

    salon: Salon
    colour: Service
    agreed: Booking
    requested: Booking
    task: Task
    case: Case

    @property
    def absence(self) -> Absence:
        return Absence.objects.of(self.organisation).get(disruption=self.case.disruption)

    @property
    def group(self) -> ServiceGroup:
        """A heading without services, which no page shows to customers."""
        return ServiceGroup.objects.of(self.organisation).get(name_en="Later")

    @property
    def question(self) -> Question:
        return Question.objects.of(self.organisation).get(service=self.salon.cut)

    @property
    def conflict(self) -> Conflict:
        return Conflict.objects.of(self.organisation).get()

    @property
    def invitation(self) -> Invitation:
        return Invitation.objects.of(self.organisation).get()

    @property
    def entry(self) -> HistoryEntry:
        """Of the log, and one that cannot be taken back from there."""
        return HistoryEntry.objects.of(self.organisation).get(what="invited")

    @property
    def verification(self) -> Verification:
        return VerifiedOrganisation.objects.of(self.organisation).get().verification

    @property
    def organisation(self) -> Organisation:
        return self.salon.organisation

    @property
    def owner(self) -> User:
        return User.objects.get(memberships__organisation=self.organisation, memberships__role="owner")

    @property
    def values(self) -> dict[str, object]:
        """What fills the parts of an address."""
        return {
            "organisation": self.organisation.slug,
            "slug": self.organisation.slug,
            "service": self.salon.cut.slug,
            "location": self.salon.location.uid,
            "resource": self.salon.ben.uid,
            "step": "service",
            "group": self.group.uid,
            "question": self.question.uid,
            "requirement": self.salon.cut.requirements.all()[0].uid,
            "booking": self.requested.uid,
            "customer": self.agreed.customer.uid if self.agreed.customer else None,
            "task": self.task.uid,
            "absence": self.absence.uid,
            "disruption": self.case.disruption.uid,
            "case": self.case.uid,
            "conflict": self.conflict.uid,
            "calendar": self.conflict.calendar.uid,
            "connection": self.conflict.calendar.connection.uid,
            "entry": self.entry.uid,
            "verification": self.verification.uid,
            "token": manage_token(self.agreed),
            "opening": f"link-of-{self.organisation.slug}",
            "colleague": Member.objects.of(self.organisation).latest("pk").uid,
            "invitation": self.invitation.uid,
            "invited": invitation_token(self.invitation),
            "name": "20261122T170000Z-0",
            "number": 1,
            "passkey": Authenticator.objects.get(user=self.owner).pk,
            "session": UserSession.objects.get(user=self.owner).pk,
            "reset": "nobodys",
            "confirmation": "nobodys",
            "channel": NO_CHANNEL,
            "provider": "google",
            "kind": "booking_confirmed",
            "spoken": "de",
        }


@dataclass(frozen=True)
class Cast:
    here: Business
    next_door: Business
    people: dict[str, User | None]
    """By the columns of docs/roles.md; None is somebody who did not sign in."""


def make_business(slug: str) -> Business:
    salon = make_salon(slug)
    colour = make_service(salon.organisation, "colour", needs_approval=True, name_de="Ansatz färben")
    needs(colour, salon.ben)
    ServiceGroup.objects.create(organisation=salon.organisation, name_de="Später", name_en="Later")
    Question.objects.create(
        organisation=salon.organisation, service=salon.cut, kind="text", label_de="Länge?", label_en="Length?"
    )
    agreed = make_booking(salon.cut, at=MONDAY_9, who="Anna", resource_id=salon.ben.pk)
    task = _failed_mail(agreed)
    requested = make_booking(colour, at=MONDAY_10, who="Berta")
    Logo.objects.create(
        organisation=salon.organisation, png=_a_picture(), width=40, height=40, digest="0123456789abcdef"
    )
    _print_link(f"link-of-{slug}")
    _invite(salon)
    _let_stand(agreed, salon)
    _verify(salon)
    return Business(salon, colour, agreed, requested, task, _spared(agreed, salon))


def make_cast() -> Cast:
    here, next_door = make_business("salon"), make_business("barber")
    needs(make_service(next_door.organisation, "tour"), next_door.salon.ben)
    members = {role.replace("_", " "): _member(here, role) for role in ROLES}
    members["resource: own"] = _member(here, "resource", name="Ben", resource=here.salon.ben)
    members["resource: another's"] = _member(here, "resource", name="Clara", resource=here.salon.clara)
    members["another business"] = _member(next_door, "owner", name="Mallory")
    for member in (members["owner"], members["another business"]):
        _something_to_sign_in_with(member.user)
    people = {column: member.user for column, member in members.items()}
    nowhere = User.objects.create_user("nobody@example.org", "clara-im-salon")
    return Cast(here, next_door, {**people, "no business": nowhere, "nobody": None})


def signed_in(user: User | None, *, is_checked: bool = False) -> Client:
    """A browser; ``is_checked`` leaves Django's check of forms on, which the test client leaves out."""
    client = Client(enforce_csrf_checks=is_checked, raise_request_exception=False)
    if user is not None:
        client.force_login(user)
        just_signed_in(client)
    return client


def just_signed_in(client: Client) -> None:
    """As after typing the password; ``force_login`` alone counts as long ago."""
    session = client.session
    stamps.begin(session, timezone.now())
    session.save()


def _something_to_sign_in_with(user: User) -> None:
    """A passkey that is used nowhere, and a browser that stands open somewhere."""
    key = {"name": "Telefon", "credential": _a_passkey()}
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=key)
    UserSession.objects.create(user=user, ip="192.0.2.7", session_key=user.email, user_agent="Firefox")


@cache
def _a_passkey() -> dict[str, object]:
    """The same for everybody: nobody signs in with it."""
    made: dict[str, object] = json.loads(Passkey().made(QUESTION))
    return made


@cache
def _a_picture() -> bytes:
    return picture(40, 40)


def _member(business: Business, role: str, *, name: str = "", **fields: object) -> Member:
    return make_member(business.organisation, name or role.title(), role=role, **fields)


def _invite(salon: Salon) -> None:
    """The mail has left already; what stands in it is nobody's business here."""
    key = salon.organisation.pk
    place = Place(Member.Role.RECEPTION)
    email = f"newcomer@{salon.organisation.slug}.example"
    invite(email, place, language="de", organisation_id=key, by=COMMAND, now=SUNDAY_18)
    Delivery.objects.of(key).filter(kind="member_invited").delete()


def _print_link(token: str) -> None:
    """By which somebody may open one more business."""
    Opening.objects.create(token_hash=hashed(token), created_at=SUNDAY_18, deadline=IN_SUMMER)


def _let_stand(booking: Booking, salon: Salon) -> None:
    """Somebody said "keep both"."""
    own = {"organisation": salon.organisation, "resource": salon.ben, "booking": booking}
    Conflict.objects.create(
        kind="overlap", calendar=make_calendar(salon.ben, "Alt", blocks=False), remote_id="/1.ics",
        starts_at=MONDAY_9, ends_at=MONDAY_10, opened_at=SUNDAY_18, ended_at=SUNDAY_18, ending="kept", **own,
    )  # fmt: skip


def _verify(salon: Salon) -> None:
    """Just now, and of this business alone."""
    now = timezone.now()
    row = Verification.objects.create(
        began_at=now, ended_at=now, engine=connection.vendor, is_safe=True, safe_since=now
    )
    VerifiedOrganisation.objects.create(organisation=salon.organisation, verification=row, safe_since=now)


def _spared(booking: Booking, salon: Salon) -> Case:
    """An absence that nobody notices, and a case that it no longer hits."""
    request = AbsenceRequest(
        organisation_id=salon.organisation.pk, resource_id=salon.room.pk, location_id=None,
        starts_at=IN_SUMMER, ends_at=IN_SUMMER + timedelta(days=1), kind="other",
    )  # fmt: skip
    disruption = absences.record(request, by=COMMAND, now=SUNDAY_18)
    return Case.objects.create(
        organisation=salon.organisation, disruption=disruption, booking=booking, state=Case.State.SPARED,
        was_starts_at=booking.starts_at, changed_at=SUNDAY_18,
    )  # fmt: skip


def _failed_mail(booking: Booking) -> Task:
    """The worker has been here: the mail to the customer is given up, all others are sent."""
    due = Delivery.objects.everywhere().filter(state="due", due_at__lte=SUNDAY_18)
    due.exclude(booking=booking, kind="booking_confirmed").update(state="sent", sent_at=SUNDAY_18)
    promise = deliveries.take_due(SUNDAY_18, lease=timedelta(minutes=1))
    assert promise is not None
    deliveries.mark_failed(promise, error="550 unknown", now=SUNDAY_18, for_good=True)
    return Task.objects.of(booking.organisation_id).get(booking=booking)
