"""Beside each rule stands a question mark that opens two sentences, in the reader's language."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from terminbuch.staff_pages.help import TOPICS, Topic

MARK = re.compile(r'<span class="spoken">Help: ([^<]+)</span></summary><p class="help-words">')
ENGLISH = {"Accept-Language": "en"}
PAGES = {
    "/-/staff/salon/hours/": ["Weekly hours", "Single days"],
    "/-/staff/salon/absences/new/": [
        "Length of an absence",
        "Why somebody is away",
        "A sentence for your customers",
    ],
    "/-/staff/salon/closures/new/": ["Closures", "A sentence for your customers"],
    "/-/staff/salon/closures/holidays/": ["Region", "Public holidays"],
    "/-/staff/salon/bookings/new/?service=cut&date=2026-11-23&start=09:00": [
        "Length and buffers of one booking",
        "Internal note",
        "Who is told",
    ],
}


@pytest.mark.parametrize("page", PAGES)
def test_each_rule_of_a_page_has_its_question_mark(manager: Client, page: str) -> None:
    answer = manager.get(page, headers=ENGLISH).content.decode()

    assert sorted(MARK.findall(answer)) == sorted(PAGES[page])


def test_the_times_of_a_service_are_explained_one_by_one(manager: Client) -> None:
    answer = manager.get("/-/staff/salon/services/cut/times/", headers=ENGLISH).content.decode()

    assert MARK.findall(answer)[:7] == [
        "Length",
        "A start every …",
        "Buffer before",
        "Buffer after",
        "Notice",
        "Bookable ahead",
        "Seats",
    ]


def test_what_it_opens_is_said_in_german_too() -> None:
    with translation.override("de"):
        drawn = Template('{% load help %}{% question_mark "reminder_minutes" %}').render(Context())

    assert drawn == (
        '<details class="help"><summary class="help-mark"><span aria-hidden="true">?</span>'
        '<span class="spoken">Hilfe: Erinnerung</span></summary><p class="help-words">'
        "So lange vor dem Beginn werden Kunden per Mail erinnert. Bei 0 wird niemand erinnert.</p></details>"
    )


def test_a_field_that_explains_itself_has_none() -> None:
    template = Template("{% load help %}{% question_mark_of field %}")

    assert template.render(Context({"field": "email"})) == ""
    assert "Help: Notice" in template.render(Context({"field": "notice_minutes"}))


def test_a_topic_that_nobody_wrote_is_noticed() -> None:
    with pytest.raises(KeyError):
        Template('{% load help %}{% question_mark "nonsense" %}').render(Context())


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_help_is_two_sentences(topic: Topic, language: str) -> None:
    with translation.override(language):
        sentences = [str(topic.does), str(topic.mind)]

    assert [sentence.count(". ") + sentence.endswith(".") for sentence in sentences] == [1, 1]
