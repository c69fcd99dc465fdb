"""Who belongs to a business: inviting, accepting, another role, leaving."""

from .accepting import accept, join
from .asking import Place
from .changing import change_member, leave, remove_member
from .inviting import invite, send_again, withdraw
from .links import invitation_path, invitation_token
from .refusals import InvitationEnded, LastOwner, WrongReader
from .signing_up import sign_up, sweep_sign_ups

__all__ = [
    "InvitationEnded",
    "LastOwner",
    "Place",
    "WrongReader",
    "accept",
    "change_member",
    "invitation_path",
    "invitation_token",
    "invite",
    "join",
    "leave",
    "remove_member",
    "send_again",
    "sign_up",
    "sweep_sign_ups",
    "withdraw",
]
