"""The private addresses by which calendar programs show what is booked."""
