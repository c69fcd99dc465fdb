"""A logo is drawn anew: nothing of an upload but its picture comes in (SEC-38)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from terminbuch.actions import logos
from terminbuch.actions.logos import NoPicture, TooLarge, TooManyPixels, drawn
from terminbuch.actions.refusals import Refusal
from terminbuch.models import HistoryEntry, Logo
from tests.builders import SUNDAY_18, Salon, make_member, staff
from tests.pictures import MARKER, SVG, bomb, picture


@pytest.mark.parametrize(
    ("upload", "size"),
    [
        (picture(900, 300), (600, 200)),
        (picture(120, 40), (120, 40)),
        (picture(4000, 400, "JPEG"), (600, 60)),
        (picture(300, 900, "WEBP"), (67, 200)),
        (picture(5000, 4000, "JPEG"), (250, 200)),
    ],
    ids=["larger", "smaller is not blown up", "a banner", "upright", "20 megapixels"],
)
def test_a_picture_is_drawn_as_a_small_png(upload: bytes, size: tuple[int, int]) -> None:
    logo = drawn(upload)

    with Image.open(BytesIO(logo.png)) as read:
        assert (read.format, read.size, (logo.width, logo.height)) == ("PNG", size, size)


def test_a_picture_lying_on_its_side_is_set_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6

    logo = drawn(picture(200, 100, "JPEG", exif=turned))

    assert (logo.width, logo.height) == (100, 200)


@pytest.mark.parametrize(
    "upload",
    [
        picture(40, 40, "JPEG", comment=MARKER),
        picture(40, 40, "JPEG", icc_profile=MARKER),
        picture(40, 40, "WEBP", xmp=MARKER),
        picture(40, 40) + MARKER,
    ],
    ids=["comment", "profile", "xmp", "after the end"],
)
def test_nothing_but_the_picture_is_kept(upload: bytes) -> None:
    assert MARKER in upload
    assert MARKER not in drawn(upload).png


@pytest.mark.parametrize(
    ("upload", "refusal"),
    [
        (b"", NoPicture),
        (SVG, NoPicture),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", NoPicture),
        (b"%PDF-1.7", NoPicture),
        (picture(40, 40, "BMP"), NoPicture),
        (picture()[:200], NoPicture),
        (picture(800, 800, "JPEG")[:400], NoPicture),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, NoPicture),
        (b"\0" * 2_000_001, TooLarge),
        (picture(5001, 4000, "JPEG"), TooManyPixels),
        (bomb(), TooManyPixels),
        (bomb(9_000, 12_000), TooManyPixels),
        (bomb(0, 5), NoPicture),
    ],
    ids=[
        "empty", "SVG with a script", "GIF", "PDF", "BMP", "broken PNG", "broken JPEG", "no PNG",
        "over 2 MB", "over 20 megapixels", "bomb", "smaller bomb", "without width",
    ],
)  # fmt: skip
def test_what_is_no_small_picture_is_refused(upload: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(Refusal) as refused:
        drawn(upload)

    assert type(refused.value) is refusal


def test_a_logo_is_put_and_replaced_and_the_log_says_by_whom(salon: Salon) -> None:
    clara = make_member(salon.organisation, "Clara", role="owner")
    around: dict[str, Any] = {
        "organisation_id": salon.organisation.pk, "by": staff(clara), "now": SUNDAY_18
    }  # fmt: skip

    logos.put(drawn(picture(40, 40)), **around)
    logos.put(drawn(picture(900, 300)), **around)
    logos.put(drawn(picture(900, 300)), **around)

    assert list(Logo.objects.of(salon.organisation).values_list("width", "height")) == [(600, 200)]
    entries = HistoryEntry.objects.of(salon.organisation)
    assert list(entries.values_list("what", "member")) == [("logo_changed", clara.pk)] * 2


def test_a_logo_is_removed_and_removing_nothing_is_harmless(salon: Salon) -> None:
    clara = staff(make_member(salon.organisation, "Clara", role="owner"))
    around: dict[str, Any] = {"organisation_id": salon.organisation.pk, "by": clara, "now": SUNDAY_18}
    logos.put(drawn(picture()), **around)

    logos.remove(**around)
    logos.remove(**around)

    assert not Logo.objects.of(salon.organisation).exists()
    entries = HistoryEntry.objects.of(salon.organisation)
    assert list(entries.values_list("what", flat=True)) == ["logo_changed", "logo_removed"]
