"""CalDAV (RFC 4791, 6578, 6764), thin: docs/calendars/adding-a-kind.md says what servers really do."""
