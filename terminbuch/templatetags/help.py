"""The question mark beside a rule."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from terminbuch.staff_pages.help import TOPICS, Topic

register = template.Library()
MARK = (
    '<details class="help"><summary class="help-mark"><span aria-hidden="true">?</span>'
    '<span class="spoken">{}</span></summary><p class="help-words">{} {}</p></details>'
)


@register.simple_tag
def question_mark(name: str) -> SafeString:
    """A press opens two sentences about the rule. Stands beside the label, not in it. KeyError: unknown."""
    return _drawn(TOPICS[name])


@register.simple_tag
def question_mark_of(field: str) -> SafeString:
    """The same for a field by its name; nothing for fields that explain themselves."""
    return _drawn(TOPICS[field]) if field in TOPICS else SafeString("")


def _drawn(topic: Topic) -> SafeString:
    return format_html(MARK, _("Help: %(title)s") % {"title": topic.title}, topic.does, topic.mind)
