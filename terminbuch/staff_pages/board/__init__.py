"""The board of a disruption: a plan for every booking that it hits, and what has become of it."""
