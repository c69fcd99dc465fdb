"""Write everything into one file, read it back, and only then give it its name."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from terminbuch.models import Backup

from ..deed import deed
from . import archive, keys
from .archive import Manifest
from .filling import names
from .lines import lines
from .moment import one_moment
from .private import private
from .refusals import AlreadyThere, Spoilt
from .scratch import read_back
from .tables import kept


def back_up(path: Path, *, with_keys: bool, now: datetime) -> Backup:
    """The note of it. Whatever was confirmed before this is in it; bookings go on meanwhile.

    Raises AlreadyThere; Spoilt where it cannot be read back, OSError where the disk does not take it: both
    leave a note, too. What bears the name was read back; until then it ends in ``.part``.
    """
    if path.exists():
        raise AlreadyThere
    draft = path.with_name(f"{path.name}.part")
    try:
        _write(draft, with_keys=with_keys, now=now)
        note = _noted(read_back(draft), draft.stat().st_size, path, now=now)
        draft.replace(path)
    except (Spoilt, OSError) as error:
        _keep(Backup(made_at=now, file_name=path.name[:255], error=_said(error)[:200]))
        raise
    finally:
        draft.unlink(missing_ok=True)
    return _keep(note)


def _write(path: Path, *, with_keys: bool, now: datetime) -> None:
    with private(path) as handle, zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as file:
        with one_moment() as alias:
            tables = {model._meta.db_table: model for model in kept()}
            contents = {}
            for name, model in tables.items():
                with file.open(archive.table_file(name), "w", force_zip64=True) as part:
                    contents[name] = archive.tally(names(model), lines(model, using=alias), part)
        found = keys.files() if with_keys else {}
        for name, key in found.items():
            file.writestr(archive.key_file(name), key)
        digests = {name: hashlib.sha256(key).hexdigest() for name, key in found.items()}
        manifest = Manifest(version("terminbuch"), now.isoformat(), contents, digests)
        file.writestr(archive.MANIFEST, manifest.text())


def _noted(manifest: Manifest, size: int, path: Path, *, now: datetime) -> Backup:
    return Backup(made_at=now, checked_at=now, file_name=path.name[:255], size_bytes=size, rows=manifest.rows)


@deed
def _keep(note: Backup) -> Backup:
    note.save()
    return note


def _said(error: Exception) -> str:
    return str(error.sentence) if isinstance(error, Spoilt) else str(error)
