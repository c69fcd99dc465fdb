from __future__ import annotations

import pytest
from django.conf import LazySettings

from terminbuch.models import OldSlug, Organisation
from terminbuch.queries.addresses import base_url, free_slug
from tests.builders import make_organisation


@pytest.mark.parametrize(
    ("installation", "hostname", "address"),
    [
        ("https://termine.example", None, "https://termine.example"),
        ("https://termine.example", "salon.example", "https://salon.example"),
        ("http://localhost:8000", "salon.example", "http://salon.example:8000"),
    ],
)
def test_a_business_is_reached_at_its_own_address_or_at_the_installations(
    settings: LazySettings, installation: str, hostname: str | None, address: str
) -> None:
    settings.BASE_URL = installation

    assert base_url(Organisation(slug="salon", hostname=hostname)) == address


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Friseur Müller", "friseur-mueller"),
        ("Salon", "salon-3"),
        ("Static", "static-2"),
        ("美容", "business"),
    ],
)
def test_a_part_of_the_address_that_nobody_has_or_had(name: str, slug: str) -> None:
    OldSlug.objects.create(slug="salon-2", organisation=make_organisation("salon"))

    assert free_slug(name) == slug
