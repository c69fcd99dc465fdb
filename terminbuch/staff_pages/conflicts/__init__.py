"""Where bookings and outside calendars contradict each other, and what people decide about it."""
