"""The pages staff see: sign-in, bookings, requests to decide, tasks."""
