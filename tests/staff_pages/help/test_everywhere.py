"""No rule without its question mark, and no explanation that stands nowhere."""

from __future__ import annotations

import re

from django.test import Client

from terminbuch.staff_pages.help import TOPICS
from tests.cast import Business, Cast, signed_in

MARK = re.compile(r'<span class="spoken">Help: ([^<]+)</span>')
PAGES = (
    "hours/", "absences/new/", "closures/new/", "closures/holidays/", "bookings/new/?service=cut",
    "services/cut/times/", "services/cut/terms/", "services/cut/questions/", "services/cut/texts/",
    "services/cut/needs/new/", "services/cut/needs/{need}/people/", "settings/business/", "settings/look/",
    "settings/booking/", "settings/embedding/", "settings/locations/new/", "settings/resources/new/",
    "settings/team/invite/", "settings/sign-in-rules/", "settings/hostname/", "settings/day-sheet/",
)  # fmt: skip


def test_every_topic_is_found_beside_its_rule(cast: Cast, here: Business) -> None:
    need = here.salon.cut.requirements.get().uid
    owner = signed_in(cast.people["owner"])

    found = {title for page in PAGES for title in _marks(owner, page.format(need=need))}

    assert {str(topic.title) for topic in TOPICS.values()} - found == set()


def _marks(client: Client, page: str) -> list[str]:
    answer = client.get(f"/-/staff/salon/{page}", headers={"Accept-Language": "en"})
    assert answer.status_code == 200, page
    return MARK.findall(answer.content.decode())
