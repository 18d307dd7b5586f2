"""Files of the other library, copied in before anything is written of them: hashed on the way, and gone if it fails."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ledger.attachments import normal_file, original_file
from ledger.causes import reason
from ledger.durable import PART, make_folders, put_in_place, sync_folder
from ledger.kept_files import KeptFile
from ledger.library import Library
from ledger.safekeeping.course import Course
from ledger.store.files import StoredFile


@dataclass(frozen=True)
class Brought:
    """What is known now of files that came in, and what is wrong with those that did not, by content."""

    files: tuple[StoredFile, ...]
    missing: Mapping[str, str]


class _NotWhole(Exception):
    """A file of the other library cannot be taken: what is wrong with it, in words that follow its name."""


@contextmanager
def brought(
    mine: Library, theirs: Library, wanted: Sequence[StoredFile], course: Course | None = None
) -> Iterator[Brought]:
    """Copy the files into the library; what was copied is removed again when the body raises.

    A file that is not there, or not what it should be, is left out. Raises OSError of the disk that is written, and
    RestoreStopped when the `course` says so.
    """
    files, missing = [], {}
    course = course or Course()
    course.begin(wanted)
    with ExitStack() as undo:
        for file in wanted:
            course.step(file)
            mine.attachments.mkdir(exist_ok=True)
            try:
                _copy(original_file(theirs, file), original_file(mine, file), file.sha256, mine, undo)
            except _NotWhole as why:
                missing[file.sha256] = str(why)
                files.append(replace(file, has_normal=False))
            else:
                files.append(_with_picture(file, mine, theirs, undo))
        yield Brought(tuple(files), missing)
        undo.pop_all()


def _with_picture(file: StoredFile, mine: Library, theirs: Library, undo: ExitStack) -> StoredFile:
    """The file with the upright picture, where that can be taken too: without it the original is used."""
    source, target = normal_file(theirs, file), normal_file(mine, file)
    if source is None or target is None:
        return file
    try:
        _copy(source, target, "", mine, undo)
    except _NotWhole:
        return replace(file, has_normal=False)
    return file


def _copy(source: KeptFile, target: KeptFile, sha256: str, library: Library, undo: ExitStack) -> None:
    """Copy one file to its place. Raises _NotWhole."""
    if not source.is_file():
        raise _NotWhole("不见了")
    scratch = KeptFile(library.attachments / f"{uuid.uuid4().hex}{PART}", target.key)
    digest = hashlib.sha256()
    try:
        scratch.write(_blocks(source, digest.update))
        if sha256 and digest.hexdigest() != sha256:
            raise _NotWhole("内容变了")
        _place(scratch.path, target.path, undo)
    finally:
        scratch.path.unlink(missing_ok=True)


def _blocks(source: KeptFile, note: Callable[[bytes], object]) -> Iterator[bytes]:
    """The blocks of a file, each noted; what the other disk refuses is told apart from what this one does."""
    try:
        for block in source.blocks():
            note(block)
            yield block
    except OSError as error:
        raise _NotWhole(f"读不出来（{reason(error)}）") from error


def _place(scratch: Path, target: Path, undo: ExitStack) -> None:
    if not target.exists():
        undo.callback(target.unlink, missing_ok=True)
    make_folders(target.parent)
    put_in_place(scratch, target)
    sync_folder(target.parent)
