"""Nobody's personal link stands in a log."""

from __future__ import annotations

import logging
import re

# Whatever follows the fixed addresses that carry a token, and every parameter that is one.
TOKEN = re.compile(
    r"(/-/(?:manage|open|invitations|reset|confirm|calendar)/|[?&](?:hold|key|code|state)=)[A-Za-z0-9_:.%-]+"
)


class MaskTokens(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = TOKEN.sub(r"\1***", record.getMessage()), None
        if record.exc_info and record.exc_info[1] is not None and not record.exc_text:
            trace = logging.Formatter().formatException(record.exc_info)
            record.exc_text = TOKEN.sub(r"\1***", trace)
        return True
