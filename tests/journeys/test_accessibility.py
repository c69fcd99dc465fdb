"""Every page in every state: nothing wrong for axe, and never wider than the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from . import axe
from .conftest import OpenPage
from .customer_states import CUSTOMER_STATES, Way
from .post import Post
from .salon import HIGHLIGHTS, Salon
from .staff_states import STAFF_STATES


@pytest.mark.parametrize("way", CUSTOMER_STATES, ids=lambda way: way.__name__)
def test_customers_find_no_barrier(visit: OpenPage, salon: Salon, way: Way):
    page = visit()
    way(page, salon)

    assert _barriers(page) == []


@pytest.mark.parametrize("way", STAFF_STATES, ids=lambda way: way.__name__)
def test_staff_find_no_barrier(clara: Page, salon: Salon, way: Way):
    way(clara, salon)

    assert _barriers(clara) == []


def test_readers_of_the_demos_mailbox_find_no_barrier(visit: OpenPage, salon: Salon, post: Post):
    salon.booking()
    page = visit()
    for address in ("/-/mailbox/", f"/-/mailbox/{post.names()[0]}/"):
        page.goto(address)

        assert _barriers(page) == []


def test_readers_of_mails_find_no_barrier(open_page: OpenPage, salon: Salon, post: Post):
    salon.booking()
    salon.booking(HIGHLIGHTS, who="Anna")
    page = open_page()
    for letter in post.letters():
        html = letter.get_body(("html",))
        assert html is not None
        page.set_content(html.get_content())

        assert _barriers(page) == []


def test_barriers_would_be_found(visit: OpenPage, salon: Salon):
    page = visit()
    page.goto(salon.path)

    page.evaluate("document.querySelector('main').innerHTML = '<img src=data:,><pre>' + 'wide '.repeat(500)")

    assert {tuple(each.split(": ")[:2]) for each in _barriers(page)} == {
        (f"{width} {scheme}", found)
        for scheme in axe.SCHEMES
        for width in axe.WIDTHS
        for found in ("image-alt", "too wide")
    }


def _barriers(page: Page) -> list[str]:
    """In each width and colour scheme: what axe says, and what makes a reader scroll sideways."""
    return [
        f"{dress}: {each}"
        for dress in axe.dressed(page)
        for each in (*axe.barriers(page), *axe.too_wide(page))
    ]
