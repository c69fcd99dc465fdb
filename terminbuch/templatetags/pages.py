"""Small pieces of the booking pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from terminbuch.booking_pages.months import Day
from terminbuch.booking_pages.said_times import Time
from terminbuch.booking_pages.visit import Visit

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign from our own sprite; whoever listens hears the words beside it."""
    sprite = static("terminbuch/built/icons-booking.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


# A page has dozens of the next two: as templates of their own they took most of its time.
@register.simple_tag
def day_cell(day: Day) -> SafeString:
    """A day of the calendar: a link when something is free."""
    if not day.free:
        return format_html('<span class="day" aria-hidden="true"{}>{}</span>', _marks(day), day.date.day)
    link = '<a class="day" href="{}" data-date="{}" data-free="{}" aria-label="{}"{}>{}</a>'
    return format_html(link, day.address, day.date, day.free, day.label, _marks(day), day.date.day)


@register.simple_tag
def time_button(time: Time) -> SafeString:
    """A start as a button of the form around it, with its day and place for whoever listens."""
    seen = format_html("<b>{}</b> {}", time.clock, time.day) if time.day else time.clock
    button = '<button class="slot" name="start" value="{}">{}<span class="spoken">{}</span></button>'
    return format_html(button, time.value, seen, time.spoken)


def _marks(day: Day) -> str:
    """Two days at most have any."""
    marks = [("data-today", "")] if day.is_today else []
    marks += [("aria-current", "date")] if day.is_chosen else []
    return format_html_join("", ' {}="{}"', marks) if marks else ""


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
def if_web(address: str) -> str:
    """The address when it is one of the web; "" for what a press must not run: "javascript:…"."""
    return address if address.startswith(("https://", "http://")) else ""


@register.filter
def says_in(thing: Any, language: str) -> str:
    """The name of a service, a group or a question in the page's language."""
    return str(thing.name(language))
