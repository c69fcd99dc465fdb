"""What people typed, as values that stay inside their property.

The library escapes and folds; here goes what it lets through: characters that some
reader takes for a line end (U+2028, U+0085, vertical tab ...) and other controls,
which RFC 5545 does not allow. Turning characters (bidi) go as well: in a calendar's
list they would turn the neighbours around.
"""

import re
from urllib.parse import quote

from icalendar import vCalAddress, vText, vUri

LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
NOT_ALLOWED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

# RFC 6068, section 2: what may stand in a mailto address as it is, beside letters and digits.
IN_ADDRESS = "@!$'*+-._~`{|}^"
# RFC 3986, section 2: all that has a meaning in a URI, and "%", for it comes encoded already.
IN_URI = ":/?#[]@!$&'()*+,;=%-._~"


class Words(vText):
    """A TEXT value that keeps "\\N" as it was typed ("C:\\New"); the library reads a line end in it."""

    def to_ical(self) -> bytes:
        """RFC 5545, section 3.3.11."""
        return self.translate(ESCAPED).encode()


def one_line(text: str) -> str:
    """For titles and names: line ends become spaces."""
    return NOT_ALLOWED.sub("", LINE_END.sub(" ", text)).strip()


def lines(text: str) -> str:
    """For descriptions: line ends of all kinds become "\\n"."""
    return NOT_ALLOWED.sub("", LINE_END.sub("\n", text)).strip()


def mail_address(name: str, email: str, **parameters: str) -> vCalAddress:
    """A calendar user with its name as CN (encoded by RFC 6868) and ``mailto:`` address."""
    address = vCalAddress("mailto:" + quote(email, safe=IN_ADDRESS))
    address.params.update(CN=one_line(name), **parameters)
    return address


def web_address(url: str) -> vUri:
    """A URI; whatever may not stand in one is percent-encoded."""
    return vUri(quote(url, safe=IN_URI))
