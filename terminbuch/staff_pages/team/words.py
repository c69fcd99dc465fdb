from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from terminbuch.models import Member

ROLE_NAMES: dict[str, str | Promise] = {
    Member.Role.OWNER: pgettext_lazy("role", "Owner"),
    Member.Role.MANAGER: pgettext_lazy("role", "Manager"),
    Member.Role.RECEPTION: pgettext_lazy("role", "Reception"),
    Member.Role.RESOURCE: pgettext_lazy("role", "Own bookings"),
    Member.Role.READ_ONLY: pgettext_lazy("role", "Read only"),
}
