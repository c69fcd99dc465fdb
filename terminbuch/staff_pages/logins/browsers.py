"""What a browser calls itself, in two words. Only for people to recognise it: it may say anything."""

from __future__ import annotations

# In this order: nearly each also names those it wants to be taken for.
BROWSERS = {
    "Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome",
    "Chrome": "Chrome", "Safari": "Safari",
}  # fmt: skip
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac",
    "CrOS": "ChromeOS", "Linux": "Linux",
}  # fmt: skip


def browser(user_agent: str) -> str:
    """ "Firefox, Windows"; empty for one we never heard of."""
    found = [_first(names, user_agent) for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for mark, name in names.items() if mark in user_agent), "")
