"""Google Calendar v3. docs/operators/calendars.md says what must be registered there."""
