"""The business's picture is a picture and nothing else, whoever opens it (SEC-38)."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.actions import logos
from terminbuch.actions.asking import COMMAND
from terminbuch.models import Logo
from tests.builders import SUNDAY_18, Salon
from tests.pictures import picture


@pytest.fixture
def logo(salon: Salon) -> Logo:
    logos.put(logos.drawn(picture()), organisation_id=salon.organisation.pk, by=COMMAND, now=SUNDAY_18)
    return Logo.objects.of(salon.organisation).get()


def test_the_picture_is_served_harmlessly(client: Client, logo: Logo) -> None:
    answer = client.get(f"/salon/logo.png?v={logo.digest}")

    assert answer.content == bytes(logo.png)
    assert {
        name: answer.headers[name]
        for name in (
            "Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options",
            "Cache-Control",
        )
    } == {
        "Content-Type": "image/png",
        "Content-Disposition": 'attachment; filename="logo.png"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, max-age=31536000",
    }  # fmt: skip


@pytest.mark.parametrize("version", ["", "?v=other", "?v=%00"])
def test_by_another_name_it_is_asked_for_again_soon(client: Client, logo: Logo, version: str) -> None:
    answer = client.get(f"/salon/logo.png{version}")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=300")


def test_without_a_logo_there_is_no_picture(client: Client, salon: Salon) -> None:
    assert client.get("/salon/logo.png").status_code == 404
    assert client.get("/nobody/logo.png").status_code == 404
