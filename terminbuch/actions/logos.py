"""A business's logo. Nothing of what was uploaded is kept: it is read as a picture and drawn anew."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models import HistoryEntry, Logo, Organisation

from .asking import Actor
from .deed import deed
from .refusals import Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

KINDS = ("PNG", "JPEG", "WEBP")
MOST_BYTES, MOST_PIXELS = 2_000_000, 20_000_000
WIDEST, HIGHEST = 600, 200
# Whatever Pillow makes of bytes that are no picture, or of one that is broken off.
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, struct.error, OverflowError)


class NoPicture(Refusal):
    code = "no_picture"
    status = 422
    sentence = _("This is not a picture that we can read. Please choose a PNG, JPEG or WebP file.")


class TooLarge(Refusal):
    code = "too_large"
    status = 413
    sentence: str | Promise = _("This file is too large. Please choose one of at most 2 MB.")


class TooManyPixels(TooLarge):
    sentence = _("This picture has too many pixels. Please make it smaller, 600 pixels wide is enough.")


@dataclass(frozen=True, slots=True)
class Drawn:
    png: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.png).hexdigest()[:16]


def drawn(upload: bytes) -> Drawn:
    """The picture as PNG of at most 600 x 200 pixels. Raises NoPicture, TooLarge."""
    if len(upload) > MOST_BYTES:
        raise TooLarge
    fresh = _drawn_anew(upload)
    written = BytesIO()
    fresh.save(written, "PNG", optimize=True)
    return Drawn(written.getvalue(), *fresh.size)


@deed
def put(logo: Drawn, *, organisation_id: int, by: Actor, now: datetime) -> None:
    """In place of the one that was there. The same picture again changes nothing."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    was = Logo.objects.of(organisation_id).first()
    if was is not None and was.digest == logo.digest:
        return
    row = was or Logo(organisation_id=organisation_id)
    row.png, row.width, row.height, row.digest = logo.png, logo.width, logo.height, logo.digest
    row.save()
    _note("logo_changed", organisation_id, by, now)


@deed
def remove(*, organisation_id: int, by: Actor, now: datetime) -> None:
    """Removing what is not there is harmless."""
    gone, _rows = Logo.objects.of(organisation_id).delete()
    if gone:
        _note("logo_removed", organisation_id, by, now)


def _drawn_anew(upload: bytes) -> Image:
    """Onto an empty sheet, so that no comment, profile or place of the photo comes along."""
    from PIL import Image, ImageOps  # noqa: PLC0415  # slow to load, and needed once a year

    try:
        # Only the head is read here: a bomb says how large it would be before it is.
        with Image.open(BytesIO(upload), formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels
            picture.draft("RGB", (2 * WIDEST, 2 * HIGHEST))
            whole = ImageOps.exif_transpose(picture).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels from None
    except UNREADABLE:
        raise NoPicture from None
    whole.thumbnail((WIDEST, HIGHEST))
    sheet = Image.new("RGBA", whole.size)
    sheet.paste(whole)
    return sheet


def _note(what: str, organisation_id: int, by: Actor, now: datetime) -> None:
    HistoryEntry.objects.create(
        organisation_id=organisation_id, what=what, actor=by.kind, member=by.member, source=by.source, at=now,
        facts={},
    )  # fmt: skip
