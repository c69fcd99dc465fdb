"""One week of one resource with all that decides it: weekly hours, single days, absences, limits."""
