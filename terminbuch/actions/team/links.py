"""The link in an invitation: derived, never stored. The table holds its hash for looking it up."""

from __future__ import annotations

import hmac
import uuid

from django.conf import settings

from terminbuch.models import Invitation

from ..keys import hashed
from ..links import derive

PURPOSE = "invitation"


def link_hash(uid: uuid.UUID, generation: int) -> str:
    """By the newest key."""
    return hashed(derive(settings.LINK_KEYS[0], uid, purpose=PURPOSE, generation=generation))


def invitation_token(invitation: Invitation) -> str:
    """Raises LookupError when no key that is still configured made the link."""
    for key in settings.LINK_KEYS:
        token = derive(key, invitation.uid, purpose=PURPOSE, generation=invitation.generation)
        if hmac.compare_digest(hashed(token), invitation.link_hash):
            return token
    raise LookupError("no configured key made this link; send the invitation again")


def invitation_path(invitation: Invitation) -> str:
    return f"/-/staff/-/invitations/{invitation_token(invitation)}/"
