"""What axe cannot decide by itself and a person has looked at: rule, axe's reason, and the element around it.

Anything else that it cannot decide makes a test fail, so that somebody looks.
"""

from __future__ import annotations

REVIEWED: list[tuple[str, str, str]] = [
    # In the calendar's grid bookings lie over absences and closed times, each on an opaque ground of its own;
    # what a short booking has no room for is cut off, and the list has it in full.
    ("color-contrast", "bgOverlap", "[data-sheet]"),
    ("color-contrast", "elmPartiallyObscured", "[data-sheet]"),
    ("color-contrast", "elmPartiallyObscuring", "[data-sheet]"),
    # The slip's ribbon is drawn by ::after, at a corner where no text ever stands. The colours of the paper
    # and of what is written on it are in the table of contrasts that the front end tests.
    ("color-contrast", "pseudoContent", ".slip-paper"),
    # The sign on the button that closes the widget's window is a cross; it is called "Close".
    ("label-content-name-mismatch", "", ".close"),
    # The foot of a window stays in view and lies over what is scrolled beneath it; both are the same paper.
    ("color-contrast", "bgOverlap", ".window:has(.window-foot)"),
    ("color-contrast", "elmPartiallyObscured", ".window:has(.window-foot)"),
    # So does the foot of the board.
    ("color-contrast", "bgOverlap", ".board"),
    ("color-contrast", "elmPartiallyObscuring", ".board-foot"),
    ("color-contrast", "elmPartiallyObscuring", ".window-foot"),
    # A field in which nothing stands yet, and one letter as a sign: their colours are in the table as well.
    ("color-contrast", "emptyValue", ".window .input"),
    ("color-contrast", "shortTextContent", ".monogram"),
    # The question mark beside a rule stands in the label's line, behind its words, on the same paper.
    ("color-contrast", "bgOverlap", ":is(.field, fieldset, .helped):has(> .help)"),
    # The two ends of the axis under the picture of who is needed when: soft ink on paper, as in the table.
    ("color-contrast", "imgNode", ".needs-axis"),
    # Of the plot of the reports the numbers at its sides, and numbers of one letter in the tables below it,
    # which are scrolled sideways on a narrow screen: soft ink and ink on paper, as in the table.
    ("color-contrast", "imgNode", ".report-plot"),
    ("color-contrast", "shortTextContent", ".report-plot"),
    ("color-contrast", "shortTextContent", ".report-table"),
    ("color-contrast", "elmPartiallyObscured", ".report-wide"),
    # The demo's foreign page shows the same pages twice, so both frames have the same title.
    ("frame-title-unique", "", "terminbuch-booking, iframe"),
]
