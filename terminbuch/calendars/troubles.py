"""What goes wrong with an outside calendar. None of it ever means that a time is free (I9)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar


class Trouble(Exception):
    """The other side did not surely do what it was asked. ``code`` is what is stored and put in words.

    ``detail`` is for logs and for who must repair it: at most 200 characters, no secret, no event's words.
    """

    code: ClassVar[str] = "trouble"
    is_lasting: ClassVar[bool] = False  # waiting does not help: a person must do something

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail[:200]


class Unreachable(Trouble):
    """No answer in time, no connection, or the connection broke off."""

    code = "unreachable"


class Refused(Trouble):
    """The address is none that may be asked: see ``outbound``."""

    code = "refused"
    is_lasting = True


class SignedOut(Trouble):
    """401, or a token that cannot be renewed: somebody must sign in again."""

    code = "signed_out"
    is_lasting = True


class NotAllowed(Trouble):
    """403: signed in, but without the right to do this."""

    code = "not_allowed"
    is_lasting = True


class Unregistered(Trouble):
    """Google or Microsoft does not accept this installation: its operator must look after that, no member."""

    code = "unregistered"
    is_lasting = True


class NotThere(Trouble):
    """The calendar is gone."""

    code = "not_there"
    is_lasting = True


class TooMany(Trouble):
    """Asked too often. ``again_at`` when the other side said so."""

    code = "too_many"

    def __init__(self, detail: str = "", *, again_at: datetime | None = None) -> None:
        super().__init__(detail)
        self.again_at = again_at


class Broken(Trouble):
    """5xx of the other side."""

    code = "broken"


class Unreadable(Trouble):
    """An answer that is incomplete or makes no sense: a log-in page, half a feed, pages that circle."""

    code = "unreadable"


class TooLarge(Trouble):
    """More than we take: bytes, events, pages."""

    code = "too_large"
    is_lasting = True


class TokenLost(Trouble):
    """The other side cannot say what changed since: everything must be read and compared."""

    code = "token_lost"


class ChangedThere(Trouble):
    """412: what is to be overwritten is no longer what we wrote. Read it again, compare, decide."""

    code = "changed_there"


class IdBurnt(Trouble):
    """The id was used and deleted: the entry needs the next generation."""

    code = "id_burnt"
