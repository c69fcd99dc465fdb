"""A million bookings: made quickly, so that it can be seen what grows with them."""
