"""From nothing to the first booking: one page after the other, each of which can be left out."""
