"""Outside calendars: connecting them, what each is for, how it stands with them, and disconnecting them."""
