"""The files of a repaired copy: as they lie, from a backup, or made anew; and what could not be had."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ledger.attachments import kept_names, normal_file, original_file
from ledger.causes import reason
from ledger.doctor.kept import Step, has_content, original_fault
from ledger.durable import sync_folder
from ledger.kept_files import KeptFile
from ledger.library import Library
from ledger.private import opener
from ledger.safekeeping.file_store import FileStore
from ledger.sealing import sealed
from ledger.store.files import StoredFile

Upright = Callable[[bytes], bytes | None]
"""Makes the upright JPEG of a picture's bytes, None where it cannot."""


@dataclass
class Refitted:
    """What was done for the files of a copy; names of attachments."""

    regained: list[str] = field(default_factory=list)
    """Found in the backups, or elsewhere under another name."""
    remade: list[str] = field(default_factory=list)
    """Upright pictures made anew."""
    spoilt: list[tuple[str, str]] = field(default_factory=list)
    """Originals that are not what they were, taken over as they are, with what is wrong."""
    lost: list[tuple[str, str]] = field(default_factory=list)
    """Originals that are nowhere, with what is wrong."""
    without_upright: list[str] = field(default_factory=list)


def refit(
    source: Library,
    copy: Library,
    files: Iterable[StoredFile],
    others: Iterable[Path],
    *,
    from_backups: bool,
    upright: Upright,
    step: Step,
) -> Refitted:
    """Fill the attachments of `copy`; `others` are files of the source that nobody knows. Raises OSError."""
    done, others = Refitted(), list(others)
    copy.attachments.mkdir(exist_ok=True)
    for file in files:
        step(file.size, f"附件{file.name}")
        _original(done, source, copy, file, others, from_backups=from_backups)
        _upright(done, source, copy, file, upright, from_backups=from_backups)
    for path in others:
        target = copy.attachments / path.relative_to(source.attachments)
        if not target.exists():
            _copied(path, target)
    return done


def _original(
    done: Refitted, source: Library, copy: Library, file: StoredFile, others: list[Path], *, from_backups: bool
) -> None:
    mine, target = original_file(source, file), original_file(copy, file).path
    why = original_fault(mine, file)
    if not why:
        _copied(mine.path, target)
        return
    for other in _elsewhere(source, file, others, from_backups):
        if not original_fault(other, file):
            _copied(other.path, target)
            done.regained.append(file.name)
            return
    try:
        data = mine.path.read_bytes() if has_content(mine) else b""
    except OSError as error:
        data, why = b"", f"读不出来（{reason(error)}）"
    if data:
        _written(target, [data])
        done.spoilt.append((file.name, why))
    else:
        done.lost.append((file.name, why))


def _elsewhere(source: Library, file: StoredFile, others: list[Path], from_backups: bool) -> Iterator[KeptFile]:
    """Where the same content may lie: with the backups, or under a name that nobody knows."""
    key = source.vault.files_key if source.vault is not None else b""
    if from_backups:
        yield _backed_up(source, file, 0)
    yield from (KeptFile(path, key) for path in others)


def _backed_up(source: Library, file: StoredFile, number: int) -> KeptFile:
    """The original (0) or the upright picture (1) as the backups keep it."""
    return FileStore(source.backups, source.vault).file(kept_names(source, file)[number])


def _upright(
    done: Refitted, source: Library, copy: Library, file: StoredFile, upright: Upright, *, from_backups: bool
) -> None:
    mine, target = normal_file(source, file), normal_file(copy, file)
    if mine is None or target is None:
        return
    if has_content(mine):
        _copied(mine.path, target.path)
        return
    if from_backups and has_content(kept := _backed_up(source, file, 1)):
        _copied(kept.path, target.path)
        done.remade.append(file.name)
        return
    original = original_file(copy, file)
    picture = upright(original.read_bytes()) if not original_fault(original, file) else None
    if picture is None:
        done.without_upright.append(file.name)
        return
    _written(target.path, sealed(target.key, [picture]) if target.key else [picture])
    done.remade.append(file.name)


def _copied(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as old, open(target, "xb", opener=opener) as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
    sync_folder(target.parent)


def _written(target: Path, pieces: Iterable[bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "xb", opener=opener) as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(target.parent)
