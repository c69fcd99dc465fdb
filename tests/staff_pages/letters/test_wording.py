"""The words of a business in its mails: kept, looked at, refused, and taken back."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.actions import settings as deeds
from terminbuch.actions.mail_texts import KINDS, PLACEHOLDERS
from terminbuch.models import HistoryEntry, MailText, Service
from terminbuch.staff_pages.letters.kinds import MEANINGS, WHEN
from tests.cast import Business
from tests.staff_pages.pages import Answer, text

LIST = "/-/staff/salon/settings/letters/"
PAGE = f"{LIST}booking_confirmed/de/"
GERMAN = {"Accept-Language": "de"}
SEEN = deeds.seen("mail_text", MailText(kind="booking_confirmed", language="de"))
WORDS = {
    "subject": "Bis {zeit}, {name}!",
    "opening": "Liebe {name},\nwie schön!",
    "closing": "Herzlich\nAnna",
}


def save(client: Client, *, seen: str = SEEN, **words: str) -> Answer:
    return client.post(PAGE, {**WORDS, "seen": seen, **words}, headers=GERMAN)


def kept(here: Business) -> list[tuple[str, str, str]]:
    rows = MailText.objects.of(here.organisation).exclude(subject="", opening="", closing="")
    return list(rows.values_list("subject", "opening", "closing"))


def preview(client: Client, **query: str) -> Answer:
    return client.get(f"{PAGE}preview/", query, headers=GERMAN)


def test_every_mail_to_a_customer_stands_in_the_list_in_both_languages(manager: Client) -> None:
    page = text(manager.get(LIST, headers=GERMAN))

    assert "Bestätigung Sobald ein Termin gebucht ist. Deutsch English Erinnerung" in page
    assert set(WHEN) == set(KINDS)
    assert set(MEANINGS) == set(PLACEHOLDERS)


def test_the_list_says_which_mails_speak_in_own_words(manager: Client) -> None:
    save(manager)

    page = text(manager.get(LIST, headers=GERMAN))

    assert "Sobald ein Termin gebucht ist. Deutsch Ihre Worte English" in page
    assert page.count("Ihre Worte ") == 1


def test_the_page_says_what_stands_there_otherwise_and_which_words_are_filled_in(manager: Client) -> None:
    page = text(manager.get(PAGE, headers=GERMAN))

    assert "Leer heißt es: Ihr Termin am Mi, 25. November, 10:00 Uhr" in page
    assert "Leer heißt es: Guten Tag Maria Weber, wir freuen uns auf Sie." in page
    assert "{leistung} was gebucht ist" in page


def test_own_words_are_kept_and_written_down(manager: Client, here: Business) -> None:
    answer = save(manager)

    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert kept(here) == [("Bis {zeit}, {name}!", "Liebe {name},\nwie schön!", "Herzlich\nAnna")]
    entry = HistoryEntry.objects.of(here.organisation).get(what="setting_changed")
    assert (entry.facts["subject"], entry.facts["name"]) == ("mail_text", "booking_confirmed (de)")
    assert entry.facts["to"] == WORDS


def test_words_that_somebody_else_has_changed_meanwhile_are_not_overwritten(
    manager: Client, here: Business
) -> None:
    save(manager)

    answer = save(manager, subject="Anders")

    assert answer.status_code == 409
    assert kept(here)[0][0] == "Bis {zeit}, {name}!"
    assert "Anders" in answer.content.decode()


@pytest.mark.parametrize("column", WORDS)
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Hallo {vorname}", "Den Platzhalter {vorname} gibt es nicht."),
        ("{{ booking.tenant.secret_key }}", "Hier steht eine einzelne Klammer."),
        (
            "{% include '/etc/passwd' %}",
            "Den Platzhalter {% include &#x27;/etc/passwd&#x27; %} gibt es nicht.",
        ),
        ("{name.__class__}", "Den Platzhalter {name.__class__} gibt es nicht."),
        ("Hallo {", "Hier steht eine einzelne Klammer."),
        ("x" * 601, "Diese sind "),
        ("a\0b", ""),
    ],
)
def test_words_that_we_cannot_fill_are_refused_by_their_field(
    manager: Client, here: Business, column: str, words: str, sentence: str
) -> None:
    answer = save(manager, **{column: words})

    assert answer.status_code == 422
    assert f'id="id_{column}_error"' in answer.content.decode()
    if not sentence.startswith("Diese"):
        assert sentence in answer.content.decode()
    assert kept(here) == []


@pytest.mark.parametrize(
    "page",
    [
        f"{LIST}resource_new/de/",
        f"{LIST}nothing/de/",
        f"{LIST}booking_confirmed/fr/",
        f"{LIST}day_sheet/de/preview/",
    ],
)
def test_other_mails_and_languages_are_not_there(manager: Client, page: str) -> None:
    assert manager.get(page).status_code == 404
    assert manager.post(page, WORDS).status_code == 404


def test_the_preview_shows_the_real_mail_in_a_frame_that_does_nothing(manager: Client) -> None:
    save(manager)

    around, inside = manager.get(PAGE), preview(manager)

    assert "frame-src 'self'" in around["Content-Security-Policy"]
    assert set(inside["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "sandbox",
    }
    assert "Liebe Maria Weber,<br>wie schön!" in inside.content.decode()
    assert "Herzlich<br>Anna" in inside.content.decode()


def test_the_text_part_can_be_looked_at_as_well(manager: Client) -> None:
    save(manager)

    said = preview(manager, **{"as": "text"})

    assert said["Content-Type"] == "text/plain; charset=utf-8"
    assert said.content.decode().startswith(
        "Bis Mi, 25. November, 10:00 Uhr, Maria Weber!\n\n"
        "Salon Anna\n\nIhr Termin ist gebucht.\n\nLiebe Maria Weber,\nwie schön!\n\n"
    )


def test_what_is_being_typed_is_shown_and_not_kept(manager: Client, here: Business) -> None:
    shown = manager.post(f"{PAGE}preview/", {**WORDS, "opening": "Nur so."}, headers=GERMAN)

    assert "Nur so." in shown.content.decode()
    assert kept(here) == []


def test_what_cannot_be_filled_is_said_in_the_frame(manager: Client) -> None:
    shown = manager.post(f"{PAGE}preview/", {**WORDS, "opening": "{vorname}"}, headers=GERMAN)

    assert (shown.status_code, shown["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert shown.content.decode() == (
        "Den Platzhalter {vorname} gibt es nicht. Bitte nehmen Sie die Wörter unten."
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_mail_can_be_looked_at(manager: Client, kind: str, language: str) -> None:
    shown = manager.get(f"{LIST}{kind}/{language}/preview/")

    assert shown.status_code == 200
    assert "Maria Weber" in shown.content.decode()


def test_a_business_without_services_can_look_as_well(manager: Client, here: Business) -> None:
    Service.objects.of(here.organisation).update(is_active=False)

    assert "Maria Weber" in preview(manager).content.decode()


def test_it_goes_back_to_our_words(manager: Client, here: Business) -> None:
    save(manager)
    row = MailText.objects.of(here.organisation).get()

    answer = manager.post(f"{PAGE}reset/", {"seen": deeds.seen("mail_text", row)}, headers=GERMAN)

    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert kept(here) == []


def test_it_does_not_go_back_over_words_that_were_not_seen(manager: Client, here: Business) -> None:
    save(manager)

    manager.post(f"{PAGE}reset/", {"seen": SEEN}, headers=GERMAN)

    assert len(kept(here)) == 1
