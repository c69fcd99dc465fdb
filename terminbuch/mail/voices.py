"""Nobody speaks through our mails.

Whoever fills in the booking form decides which words go to which address. Mail programs make links of what
looks like one, in plain text too; so a name that does is left out of mails to the address typed beside it.
"""

from __future__ import annotations

import re

# "://", "www.", an address, letters round a dot ("evil.example"; "J. R. Weber" and "St. Anna" are names),
# or digits enough for a telephone number.
LINK_LIKE = re.compile(r"://|www\.|@|\w[.\u2024\u3002\uff0e\uff61]\w\w|(?:\d\W*){5}", re.IGNORECASE)


def reads_like_a_link(text: str) -> bool:
    return LINK_LIKE.search(text) is not None


def name_to_say(name: str) -> str:
    """The name as it was typed; empty when there is none or when it could carry somebody else's message."""
    return "" if reads_like_a_link(name) else name.strip()
