"""What an installation prints that has no business yet, and the command for one more."""

from __future__ import annotations

import re

import pytest
from django.conf import LazySettings
from django.utils import timezone

from terminbuch.management import createorganisation, opening_link
from terminbuch.models import Opening
from terminbuch.queries.access import opening_by_token
from tests.builders import make_organisation
from tests.installation import Installation

pytestmark = pytest.mark.django_db
LINK = re.compile(r"^(http\S+)/-/staff/-/open/([\w-]+)/$", re.MULTILINE)


def printed(capsys: pytest.CaptureFixture[str]) -> tuple[str, Opening | None]:
    """The address in front of the link, and what the link opens."""
    found = LINK.search(capsys.readouterr().out)
    assert found is not None
    return found[1], opening_by_token(found[2], timezone.now())


def test_an_installation_without_a_business_prints_a_link_that_makes_an_operator(
    capsys: pytest.CaptureFixture[str], settings: LazySettings
) -> None:
    settings.BASE_URL = "https://termine.example"

    opening_link.print_first()

    address, link = printed(capsys)
    assert address == "https://termine.example"
    assert link is not None
    assert link.makes_operator


def test_each_start_prints_another_link_and_ends_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    opening_link.print_first()
    _, first = printed(capsys)

    opening_link.print_first()

    _, second = printed(capsys)
    assert first is not None
    assert [link.pk for link in Opening.objects.all()] == [second.pk if second else None]


def test_an_installation_with_a_business_prints_nothing_and_ends_the_last_link(
    capsys: pytest.CaptureFixture[str],
) -> None:
    opening_link.print_first()
    capsys.readouterr()
    make_organisation()

    opening_link.print_first()

    assert (capsys.readouterr().out, Opening.objects.count()) == ("", 0)


@pytest.mark.parametrize(("words", "makes_operator"), [([], False), (["--operator"], True)])
def test_one_more_business_gets_a_link_of_its_own(
    capsys: pytest.CaptureFixture[str], words: list[str], makes_operator: bool
) -> None:
    assert createorganisation.main(words) == 0

    _, link = printed(capsys)
    assert link is not None
    assert link.makes_operator == makes_operator


def test_what_run_does_first_prints_it_in_a_real_folder(installation: Installation) -> None:
    answer = installation.call("prepare", TERMINBUCH_URL="https://termine.example")

    assert LINK.search(answer.stdout)
    assert (answer.returncode, answer.stderr) == (0, "")
