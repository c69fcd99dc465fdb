"""Since when nothing was booked twice, and what each verification showed."""
