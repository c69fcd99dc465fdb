"""Mail by the machine's own sendmail command, which queues it and looks after the rest."""

from __future__ import annotations

import email.policy
import os
import subprocess
from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .setbacks import InDoubt, RefusedForGood, TryAgain

SECONDS = 10
FOR_GOOD = {os.EX_NOUSER, os.EX_NOHOST}


class SendmailBackend(BaseEmailBackend):
    """Hands each mail to ``command``. Raises RefusedForGood, TryAgain or InDoubt when that fails."""

    def __init__(self, command: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.command = command

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            self._send(mail)
        return len(email_messages)

    def _send(self, mail: EmailMessage) -> None:
        # "--": an address may begin with a dash and would be read as an option.
        command = [self.command, "-i", "-f", parseaddr(mail.from_email)[1], "--", *mail.recipients()]
        text = mail.message(policy=email.policy.default).as_bytes()
        try:
            done = subprocess.run(command, input=text, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise InDoubt(f"{self.command} did not end within {SECONDS} seconds") from error
        except OSError as error:
            raise TryAgain(f"{self.command}: {error.strerror}") from error
        if done.returncode:
            raise _refusal(done.returncode, done.stderr)


def _refusal(code: int, complaint: bytes) -> RefusedForGood | TryAgain:
    """By the exit status that sendmail shares with sysexits.h."""
    words = " ".join(complaint.decode("utf-8", "replace").split())
    return (RefusedForGood if code in FOR_GOOD else TryAgain)(f"exit status {code} {words}".strip())
