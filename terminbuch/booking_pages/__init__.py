"""The pages customers see: choose, book, later move or cancel from the mail. No cookie, no script needed."""
