"""What was set, by whom, from what to what; and the way back where nothing was built on it."""
