from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email

from terminbuch.models import Member, Organisation, Resource, User

from .deed import deed
from .practising_team import follow_team
from .refusals import NotYours


@deed
def admit(
    organisation_id: int,
    *,
    email: str,
    role: str,
    password: str | None,
    name: str = "",
    resource: Resource | None = None,
    makes_operator: bool = False,
) -> Member:
    """Lets a person sign in for an organisation, in this role and with this password from now on.

    A person known by the address keeps the row, whatever its case. Without a password nobody can sign in
    before one is set; one that is set already stays. Raises ValidationError for an address that
    is none and for a password that is too short or too common, NotYours for a resource of somebody else.
    Nobody stops being operator by this.
    """
    if resource is not None and resource.organisation_id != organisation_id:
        raise NotYours
    validate_email(email)
    organisation = Organisation.objects.get(pk=organisation_id)
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, name=name)
    if password is not None:
        validate_password(password)
        user.set_password(password)
        user.save()
    if makes_operator:
        user.is_operator = True
        user.save(update_fields=["is_operator"])
    member, _ = Member.objects.of(organisation).update_or_create(
        organisation=organisation, user=user, defaults={"role": role, "resource": resource}
    )
    follow_team(organisation_id)
    return member


@deed
def prefer(
    member_id: int, *, organisation_id: int, drags_apply_at_once: bool, uses_single_keys: bool
) -> None:
    """How the calendar works for this member. Raises NotYours."""
    rows = Member.objects.of(organisation_id).filter(pk=member_id)
    if not rows.update(drags_apply_at_once=drags_apply_at_once, uses_single_keys=uses_single_keys):
        raise NotYours
