"""The mails of a journey: sent by the worker's own hands, into the folder of the mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from terminbuch.mail import mailbox
from terminbuch.management import worker


@dataclass(frozen=True)
class Post:
    folder: Path

    def letters(self) -> list[EmailMessage]:
        """Everything that was sent so far, oldest first."""
        found = [mailbox.read(self.folder, name) for name in reversed(self.names())]
        return [letter for letter in found if letter is not None]

    def names(self) -> list[str]:
        """How the mailbox page calls them, newest first."""
        worker.work_off(told_to_stop=lambda: False)
        return mailbox.names(self.folder)

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters() if letter["To"] == address]

    def subjects(self, address: str) -> list[str]:
        return [str(letter["Subject"]) for letter in self.to(address)]
