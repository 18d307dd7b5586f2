"""Files of a library, kept by content hash: the original untouched, an upright picture beside it where one was made.

`attachments/ab/<sha256><suffix>` is the original, `attachments/normal/ab/<sha256>.jpg` the picture for use; in a
library with a passphrase both end in `.sealed`.
"""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ledger.causes import reason
from ledger.durable import make_folders, put_in_place, sync_folder
from ledger.errors import InputError
from ledger.kept_files import SEALED, KeptFile
from ledger.library import Library
from ledger.records import Attachment
from ledger.sealing import BrokenSeal
from ledger.store.files import StoredAttachment, StoredFile

ROLES = {"signed": "签字扫描件", "photo": "照片", "annex": "附件"}
"""What an attachment is to its record."""

_BLOCK = 1 << 20  # bytes
_SCRATCH = ".part"
_CUT_OFF = (
    *("*.part", "*.part-journal", "attachments/*.part", "attachments/*/*.part", "attachments/normal/*/*.part"),
    *("backups/files/*.part", "backups/files/*/*.part", "backups/files/normal/*/*.part"),
)
"""Where in a library there is what was being written."""


class UnusableFile(InputError):
    """A file that cannot be attached: its path, why not, and what to do instead."""

    def __init__(self, path: Path, why: str, cure: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"“{path.name}”不能作为附件：{why}。{cure}。")


class UnknownRole(InputError):
    """An attachment was to be something that attachments are not."""

    def __init__(self, role: str) -> None:
        known = "、".join(f"{key}（{words}）" for key, words in ROLES.items())
        super().__init__(f"附件的用途不能是“{role}”；可用的有：{known}。")


class DuplicateAttachment(InputError):
    """The same content is attached to the same record already."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(f"“{name}”没有再次添加：“{title}”已附有内容完全相同的文件。")


@dataclass(frozen=True)
class Inspected:
    """What a look into a file found: media type, suffix with its dot, pages, and the upright JPEG of a picture."""

    media: str
    suffix: str
    pages: int
    normal: bytes | None


Inspector = Callable[[Path], Inspected]
"""Looks into a file before it is taken in; raises UnusableFile."""


@dataclass(frozen=True)
class FileFault:
    """A file that is not what the library says it is: the attachment concerned, and the sentence."""

    attachment: Attachment
    sentence: str


def kept_names(library: Library, file: StoredFile) -> tuple[str, ...]:
    """What the original, and the upright picture where one was made, are called below the library's attachments."""
    end = "" if library.vault is None else SEALED
    original = f"{file.sha256[:2]}/{file.sha256}{file.suffix}{end}"
    return (original, f"normal/{file.sha256[:2]}/{file.sha256}.jpg{end}") if file.has_normal else (original,)


def original_file(library: Library, file: StoredFile) -> KeptFile:
    """The original."""
    return _kept(library, kept_names(library, file)[0])


def normal_file(library: Library, file: StoredFile) -> KeptFile | None:
    """The upright picture, None when none was made."""
    return _kept(library, kept_names(library, file)[1]) if file.has_normal else None


def _kept(library: Library, name: str) -> KeptFile:
    return KeptFile(library.attachments / name, library.vault.files_key if library.vault else b"")


def given_out(library: Library, stored: StoredAttachment) -> Attachment:
    """The attachment as the ledger gives it out."""
    file = stored.file
    return Attachment(
        uid=stored.uid,
        record=stored.record,
        role=stored.role,
        name=stored.name,
        sha256=file.sha256,
        media=file.media,
        size=file.size,
        pages=file.pages,
        file=original_file(library, file),
        normal=normal_file(library, file),
    )


@contextlib.contextmanager
def taken_in(library: Library, source: Path, name: str, inspect: Inspector) -> Iterator[StoredFile]:
    """Copy `source` into the library; what was copied is removed again when the body raises.

    The bytes are hashed while they are copied to a scratch file, which is synced and renamed last.
    """
    if not source.is_file():
        raise UnusableFile(source, "没有这个文件，或者它是一个文件夹", "请核对路径后再添加")
    inspected = inspect(source)
    make_folders(library.attachments)
    scratch = library.attachments / f"{uuid.uuid4().hex}{_SCRATCH}"
    with contextlib.ExitStack() as undo:
        undo.callback(scratch.unlink, missing_ok=True)
        with _readable(source) as old:
            sha256, size = _write(scratch, library, iter(lambda: old.read(_BLOCK), b""))
        has_normal = inspected.normal is not None
        file = StoredFile(sha256, name, inspected.suffix, inspected.media, size, inspected.pages, has_normal)
        _place(scratch, original_file(library, file), sha256, undo)
        picture = normal_file(library, file)
        if picture is not None and inspected.normal is not None:
            sha256, _ = _write(scratch, library, [inspected.normal])
            _place(scratch, picture, sha256, undo)
        yield file
        undo.pop_all()


def clear_scratch(library: Library) -> None:
    """Remove what a program that was cut off was still copying; only for the one who holds the lock.

    Among it may be the half of a database or a file that was to lose its passphrase, which anybody could read.
    """
    for pattern in _CUT_OFF:
        for scratch in library.folder.glob(pattern):
            # One that cannot be removed now (a virus scanner looks into it) goes at the next opening.
            with contextlib.suppress(OSError):
                scratch.unlink()


def faults(attachments: Iterable[Attachment], *, hashed: bool) -> tuple[FileFault, ...]:
    """What is wrong with the files: missing, of another length or, when `hashed`, of other content."""
    found = []
    for each in attachments:
        why = _fault(each, hashed)
        if why:
            cure = "请从备份或纸质原件补回，再重新添加"
            found.append(FileFault(each, f"附件“{each.name}”的文件{why}：{each.file}。{cure}。"))
    return tuple(found)


def _fault(attachment: Attachment, hashed: bool) -> str:
    if not attachment.file.is_file():
        return "不见了"
    if attachment.file.size() != attachment.size:
        return "长度变了"
    if hashed and not holds(attachment.file, attachment.sha256):
        return "内容变了"
    if attachment.normal is not None and not attachment.normal.is_file():
        return "的转正图片不见了"
    return ""


def _write(target: Path, library: Library, blocks: Iterable[bytes]) -> tuple[str, int]:
    """Write a new file, sealed where the library has a passphrase; the SHA-256 and length of what it holds."""
    digest, size = hashlib.sha256(), 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for block in blocks:
            digest.update(block)
            size += len(block)
            yield block

    KeptFile(target, library.vault.files_key if library.vault else b"").write(counted())
    return digest.hexdigest(), size


def _readable(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        why, cure = f"读不出来（{reason(error)}）", "请检查文件权限，或复制到本机磁盘后再添加"
        raise UnusableFile(source, why, cure) from error


def holds(file: KeptFile, sha256: str) -> bool:
    """Whether the file is there and has this content. Raises OSError."""
    if not file.is_file():
        return False
    digest = hashlib.sha256()
    try:
        for block in file.blocks():
            digest.update(block)
    except BrokenSeal:
        return False
    return digest.hexdigest() == sha256


def _place(scratch: Path, kept: KeptFile, sha256: str, undo: contextlib.ExitStack) -> None:
    """Give the scratch file its name, or drop it when the same content is there; a spoilt file there is replaced."""
    if holds(kept, sha256):
        scratch.unlink()
        return
    target = kept.path
    if not target.exists():
        undo.callback(target.unlink, missing_ok=True)
    make_folders(target.parent)
    put_in_place(scratch, target)
    sync_folder(target.parent)
