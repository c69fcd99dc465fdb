"""Everything that a window says, read once: what is typed, what it would mean, and who could serve it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminbuch.actions.asking import HandRequest, NewCustomer, Telling
from terminbuch.models import Booking, Customer, Member
from terminbuch.queries import by_hand, entering
from terminbuch.queries.by_hand import HandWish

from ..desk import voice
from .filled import Typed, lengths_of
from .form import WindowForm
from .needs import NOBODY_YET, Serving, serving
from .people import chosen_customer, is_somebody
from .typed import take_free_time

SAVE, OVERRIDE = "save", "override:"


@dataclass(frozen=True)
class Draft:
    """``booking`` is None for a new one. Without ``wish`` something that is needed cannot be read yet."""

    member: Member
    booking: Booking | None
    typed: Typed
    form: WindowForm
    wish: HandWish | None
    serving: Serving
    customer: Customer | None

    @property
    def is_whole(self) -> bool:
        return self.wish is not None and not self.form.errors

    @property
    def override(self) -> str:
        """What the button "anyway" says: it counts for the time and the people it stood beside."""
        starts_at = self.wish.starts_at.isoformat() if self.wish else ""
        return f"{OVERRIDE}{starts_at} {' '.join(person.slug for person in self.serving.picked)}"

    @property
    def version(self) -> int:
        """Of the booking as the window showed it; 0, which is no version, where the form lost it."""
        said = self.typed.get("version", "")
        return int(said) if said.isdecimal() and len(said) < 10 else 0

    @property
    def has_customer(self) -> bool:
        return self.customer is not None or self.form.makes_customer

    @property
    def address(self) -> str:
        """Where the customer would be mailed; a booking keeps the address that was typed for it."""
        if self.form.makes_customer:
            return str(self.form.cleaned_data.get("email", ""))
        if self.booking and self.customer and self.booking.customer_id == self.customer.pk:
            return self.booking.email
        return self.customer.email if self.customer else ""

    def request(self) -> HandRequest:
        """Of a draft that is whole."""
        if self.wish is None:
            raise TypeError("only a whole draft is a request")
        said = self.form.cleaned_data
        return HandRequest(
            organisation_id=self.member.organisation_id,
            service_id=self.wish.service.pk if self.wish.service else None,
            location_id=self.wish.location.pk,
            picks=self.serving.picks,
            starts_at=self.wish.starts_at,
            duration_minutes=said["minutes"],
            buffer_before_minutes=said["before"],
            buffer_after_minutes=said["after"],
            customer=self._customer(),
            staff_note=said["staff_note"],
            key=self.typed.get("key", ""),
            overrides=self.typed.get("do") == self.override,
            telling=Telling(said["tell_resource"], said["tell_customer"], said["text"]),
        )

    def _customer(self) -> int | NewCustomer | None:
        if self.customer is not None:
            return self.customer.pk
        if not self.form.makes_customer:
            return None
        said = self.form.cleaned_data
        return NewCustomer(said["name"], said["email"], said["phone"], said["language"] or "de")


def wants_to_save(typed: Typed) -> bool:
    """Every other button, and every change of a field, only looks what would come of it."""
    pressed = typed.get("do", SAVE)
    return pressed == SAVE or pressed.startswith(OVERRIDE)


def draft(member: Member, typed: Typed, *, booking: Booking | None, now: datetime) -> Draft:
    services = entering.services_by_slug(member.organisation, of=booking)
    locations = entering.locations_by_slug(member.organisation)
    is_saving = wants_to_save(typed)
    if not is_saving and typed.get("for") != typed.get("service"):
        _take_lengths(typed, lengths_of(services.get(typed.get("service", ""))))
    take_free_time(typed, locations.get(typed.get("location", "")))
    form = WindowForm(
        typed, services=services, locations=locations, language=voice().language, is_saving=is_saving
    )
    customer = chosen_customer(typed, member)
    form.doubt_customer(is_known=is_somebody(typed, customer))
    form.start_keyboard()
    wish = _wish(member, form, booking)
    found = _serving(member, typed, wish, guesses=not is_saving, now=now)
    return Draft(member, booking, typed, form, wish, found, customer)


def _take_lengths(typed: Typed, lengths: dict[str, object]) -> None:
    for name, value in lengths.items():
        typed[name] = str(value)


def _wish(member: Member, form: WindowForm, booking: Booking | None) -> HandWish | None:
    """As soon as service, place, time and length are known."""
    needed = {"service", "location", "minutes", "before", "after"}
    if needed & set(form.errors) or form.starts_at is None:
        return None
    return HandWish(
        organisation=member.organisation,
        service=form.service_chosen,
        location=form.locations[form.cleaned_data["location"]],
        starts_at=form.starts_at,
        duration=form.length("minutes"),
        buffer_before=form.length("before"),
        buffer_after=form.length("after"),
        moving=booking,
    )


def _serving(member: Member, typed: Typed, wish: HandWish | None, *, guesses: bool, now: datetime) -> Serving:
    if wish is None:
        return NOBODY_YET
    choices = by_hand.choices(wish, now=now)
    return serving(choices, typed, wish, member=member, voice=voice(), guesses=guesses)
