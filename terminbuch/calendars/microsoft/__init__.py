"""Microsoft Graph v1.0. docs/operators/calendars.md says what must be registered there."""
