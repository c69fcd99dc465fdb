"""Why nothing was written or put back. For whoever runs the installation, at a terminal: in English."""

from __future__ import annotations

from ..refusals import Refusal


class Spoilt(Refusal):
    """The file is no backup, or not the one that was written."""

    code = "spoilt"

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.sentence = f"this backup cannot be used: {why}"


class NotEmpty(Refusal):
    code = "not_empty"
    sentence = "there is a business here already; with --replace the backup takes its place"


class OtherTables(Refusal):
    code = "other_tables"

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.sentence = (
            f"this backup was written by Terminbuch {version}, whose tables are not this one's: "
            "restore it with that version, then update"
        )


class AlreadyThere(Refusal):
    code = "already_there"
    sentence = "there is a file of this name already; choose another name"
