"""Mails kept in a folder instead of being sent, for the demo: a page shows them."""

from __future__ import annotations

import email
import email.policy
import os
import re
import time
from collections.abc import Sequence
from email.message import EmailMessage as Parsed
from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

KEPT = 500
NAME = re.compile(r"\A[0-9]{20}\Z")


class MailboxBackend(BaseEmailBackend):
    """Writes each mail into ``folder``, as a file that is there whole or not at all."""

    def __init__(self, folder: Path, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder = folder

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for mail in email_messages:
            self._keep(mail.message(policy=email.policy.SMTP).as_bytes())
        for old in names(self.folder)[KEPT:]:
            (self.folder / f"{old}.eml").unlink(missing_ok=True)
        return len(email_messages)

    def _keep(self, text: bytes) -> None:
        """Under a name that sorts by the time it came."""
        name = f"{time.time_ns():020}"
        unfinished = self.folder / f"{name}.part"
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(text)
        unfinished.rename(self.folder / f"{name}.eml")


def names(folder: Path) -> list[str]:
    """What lies in the mailbox, newest first."""
    return sorted((file.stem for file in folder.glob("*.eml")), reverse=True)


def read(folder: Path, name: str) -> Parsed | None:
    """The mail of this name; None where there is none, or where the name is none of ours."""
    if not NAME.match(name):
        return None
    try:
        text = (folder / f"{name}.eml").read_bytes()
    except FileNotFoundError:
        return None
    return email.message_from_bytes(text, policy=email.policy.default)
