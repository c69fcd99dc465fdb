"""A server, a browser and a salon; every visitor is watched, and leaves no trace."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from pytest_django import DjangoDbBlocker, Settings

from dev import chromium
from terminbuch.config.settings import PASSWORD_HASHERS
from terminbuch.models import Member

from .desk import Desk, admit_to
from .house import House, open_house
from .launched import Launched, close_context
from .post import Post
from .salon import Salon, open_salon
from .staff import sign_in
from .staff_words import DE, StaffWords
from .watch import Watch, kept_by

PATIENCE_MS = 30_000
FLAGS = (
    *("--disable-quic", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)
OpenPage = Callable[..., Page]
SitDown = Callable[..., Desk]


@pytest.fixture(scope="session")
def unsafe_async() -> Iterator[None]:
    """Playwright's loop runs in this thread while Django's models are asked; nothing of theirs is async."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def house(
    unsafe_async: None,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    with django_db_blocker.unblock(), open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _server_log(house: House) -> Iterator[None]:
    """What the server wrote meanwhile stands in the report of a test that failed."""
    before = len(house.said())
    yield
    print(house.said()[before:])  # noqa: T201  # pytest shows it where it is wanted


@pytest.fixture(scope="session")
def playwright(unsafe_async: None) -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as started:
        yield started
        # While its loop runs, Django keeps connections apart: now is the last time to see them.
        connections.close_all()


@pytest.fixture(scope="session")
def launched(playwright: Playwright) -> Iterator[Launched]:
    chromiums = Launched(playwright, launch_options())
    yield chromiums
    chromiums.close()


@pytest.fixture
def browser(launched: Launched) -> Browser:
    return launched.browser()


def launch_options() -> dict[str, Any]:
    """Root has no sandbox."""
    found = chromium.find()
    assert found, chromium.HOW_TO_GET_ONE
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": found, "args": [*FLAGS, *sandbox]}


@pytest.fixture
def salon(transactional_db: None, house: House) -> Salon:
    return open_salon(embedding_origins=[])


@pytest.fixture
def post(house: House, settings: Settings) -> Post:
    """The worker: what it sends names the running server and lands in its mailbox."""
    settings.BASE_URL = house.url
    options = {"folder": house.mailbox}
    settings.MAILERS = {"default": {"BACKEND": "terminbuch.mail.mailbox.MailboxBackend", "OPTIONS": options}}
    for letter in house.mailbox.glob("*.eml"):
        letter.unlink()
    return Post(house.mailbox)


@pytest.fixture
def watch(house: House) -> Watch:
    return Watch({house.url})


@pytest.fixture
def open_page(browser: Browser, house: House, watch: Watch) -> Iterator[OpenPage]:
    """Opens a page in a watched browser of its own, in which nobody was before."""
    with ExitStack() as stack:

        def opened(*, language: str = "de", width: int = 1280, **options: Any) -> Page:
            usual = {
                "base_url": house.url,
                "locale": {"de": "de-DE", "en": "en-GB"}[language],
                "timezone_id": "Europe/Berlin",
                "viewport": {"width": width, "height": 900},
            }
            context = browser.new_context(**usual | options)
            stack.callback(close_context, context)
            context.set_default_timeout(PATIENCE_MS)
            watch.over(context)
            return context.new_page()

        yield opened


@pytest.fixture
def visit(open_page: OpenPage, watch: Watch, salon: Salon) -> Iterator[OpenPage]:
    """A customer's browser; in the end no stranger was asked, nothing went wrong, nothing is kept."""
    pages: list[Page] = []

    def opened(**options: Any) -> Page:
        pages.append(open_page(**options))
        return pages[-1]

    yield opened
    kept = [trace for page in pages for trace in kept_by(page)]
    assert (watch.strangers, watch.complaints, watch.cookies, kept) == ([], [], [], [])
    assert watch.strange_posts == []


@pytest.fixture
def clara(open_page: OpenPage, watch: Watch, salon: Salon, settings: Settings) -> Iterator[Page]:
    """The manager, who has just signed in."""
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    salon.admit_manager()
    page = open_page()
    sign_in(page)
    yield page
    assert (watch.strangers, watch.complaints) == ([], [])


@pytest.fixture
def manager(salon: Salon) -> Member:
    """Clara, who may do everything that the pages offer."""
    return salon.admit_manager()


@pytest.fixture
def sit_down(
    open_page: OpenPage, watch: Watch, salon: Salon, manager: Member, house: House
) -> Iterator[SitDown]:
    """Clara at her desk, signed in; in the end no stranger was asked and nothing went wrong."""

    def seated(words: StaffWords = DE, width: int = 1280, **options: Any) -> Desk:
        page = open_page(language=words.language, width=width, **options)
        admit_to(page.context, manager.user, house.url)
        return Desk(page, salon, words, manager)

    yield seated
    assert (watch.strangers, watch.complaints) == ([], [])
