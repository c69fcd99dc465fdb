"""When resources are open: every week and on single dates, with what would follow from a change."""
