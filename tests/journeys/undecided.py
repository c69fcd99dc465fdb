"""What axe cannot decide by itself and a person has looked at: rule, axe's reason, and the element around it.

Anything else that it cannot decide makes a test fail, so that somebody looks.
"""

from __future__ import annotations

REVIEWED: list[tuple[str, str, str]] = [
    # The slip's ribbon is drawn by ::after, at a corner where no text ever stands. The colours of the paper
    # and of what is written on it are in the table of contrasts that the front end tests.
    ("color-contrast", "pseudoContent", ".slip-paper"),
    # The sign on the button that closes the widget's window is a cross; it is called "Close".
    ("label-content-name-mismatch", "", ".close"),
    # The demo's foreign page shows the same pages twice, so both frames have the same title.
    ("frame-title-unique", "", "terminbuch-booking, iframe"),
]
