"""Who belongs to the real business practises, in the same role."""

from __future__ import annotations

from terminbuch.models import Member, Organisation, Resource


def follow_team(organisation_id: int) -> None:
    """A step inside a deed: the members of the practice organisation, if there is one, become the real ones.

    The own resource is the one of the same address; whoever has none there sees no bookings of the own.
    """
    practice = Organisation.objects.filter(practice_of=organisation_id).first()
    if practice is None:
        return
    resources = {resource.slug: resource for resource in Resource.objects.of(practice)}
    team = list(Member.objects.of(organisation_id).select_related("resource"))
    Member.objects.of(practice).exclude(user_id__in=[member.user_id for member in team]).delete()
    for member in team:
        own = resources.get(member.resource.slug) if member.resource else None
        Member.objects.of(practice).update_or_create(
            organisation=practice, user_id=member.user_id, defaults={"role": member.role, "resource": own}
        )
