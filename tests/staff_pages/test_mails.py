"""Every mail has a title by which staff know it."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from terminbuch.mail.letters import PERSONAL_WRITERS, WRITERS
from terminbuch.staff_pages.mails import PERSONAL_TITLES, TITLES


def test_every_mail_that_is_written_has_a_title() -> None:
    assert set(TITLES) == set(WRITERS)
    assert set(PERSONAL_WRITERS) <= set(PERSONAL_TITLES)


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_two_mails_to_one_reader_have_the_same_title(language: str) -> None:
    with override(language):
        to_resources = [str(title) for kind, title in TITLES.items() if kind.startswith("resource_")]
        to_customers = [str(title) for kind, title in TITLES.items() if not kind.startswith("resource_")]

    assert len({*to_resources}) == len(to_resources)
    assert len({*to_customers}) == len(to_customers)
