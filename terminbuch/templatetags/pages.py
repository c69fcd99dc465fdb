"""Small pieces of the booking pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from terminbuch.booking_pages.visit import Visit

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign from our own sprite; whoever listens hears the words beside it."""
    sprite = static("terminbuch/built/icons-booking.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@register.simple_tag(takes_context=True)
def address(context: dict[str, Any], page: str, *path: str) -> str:
    """The address of a page of ours, with all that this visit's links carry along."""
    visit: Visit = context["visit"]
    return visit.address(page, *path)


@register.filter
def dialled(phone: str) -> str:
    """A number as telephones dial it: "tel:+49301234567"."""
    return "tel:" + "".join(sign for sign in phone if sign.isdigit() or sign == "+")


@register.filter
def says_in(thing: Any, language: str) -> str:
    """The name of a service, a group or a question in the page's language."""
    return str(thing.name(language))
