"""A second place for the backups of a library, such as a stick or another disk: the same backups, read again there."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from ledger.causes import reason
from ledger.durable import PART, drop_from_memory, put_in_place, replace_file, sync_folder
from ledger.errors import InputError
from ledger.library import Library
from ledger.records import Campaign
from ledger.store.boundary import boundary

NAME = "第二处.json"
_FOLDER = "台帐备份_"
_LONGEST = 20  # characters of a unit's name that a folder's name takes
_LARGEST = 65_536  # bytes of the file
_BLOCK = 1 << 20  # bytes


class SecondPlaceInside(InputError):
    """The second place would be inside the library, or be the library."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.folder, self.library = folder, library
        super().__init__(
            f"第二处备份不能放在“{folder}”：它在台帐库“{library}”里面，会一起丢。请选别的磁盘或U盘上的文件夹。"
        )


class NoSecondPlace(InputError):
    """The folder that shall be the second place is not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"没有文件夹“{folder}”，第二处备份没有设置：请插好U盘，或先建好这个文件夹再选。")


@dataclass(frozen=True)
class SecondPlace:
    """The folder that was `chosen`, and the one in it for this ledger's backups: several may share a stick."""

    chosen: Path
    folder: Path


def second_place(library: Library) -> SecondPlace | None:
    """The place that was chosen, whether it is there now or not; None when none was."""
    try:
        kept = json.loads((library.backups / NAME).read_bytes()[:_LARGEST].decode())
    except (OSError, ValueError):
        return None  # none was chosen; what cannot be read has to be chosen anew, and harms no backup
    match kept:
        case {"folder": str(chosen), "name": str(name)} if chosen and name and "\0" not in chosen + name:
            return SecondPlace(Path(chosen), Path(chosen) / Path(name).name)
    return None


def choose_second_place(library: Library, folder: Path, campaign: Campaign) -> SecondPlace:
    """From now on keep each backup in `folder`, too. Raises SecondPlaceInside, NoSecondPlace, StorageError."""
    refuse_inside(library, folder)
    if not folder.is_dir():
        raise NoSecondPlace(folder)
    unit = "".join(each for each in campaign.unit if each.isalnum())[:_LONGEST]
    chosen, name = folder.resolve(), f"{_FOLDER}{unit}_{campaign.uid[:8]}"
    with boundary(library.folder):
        library.backups.mkdir(exist_ok=True)
        kept = json.dumps({"folder": str(chosen), "name": name}, ensure_ascii=False)
        replace_file(library.backups / NAME, kept.encode("utf-8", "surrogatepass"))
    return SecondPlace(chosen, chosen / name)


def forget_second_place(library: Library) -> None:
    """From now on keep backups in the library only; those in the second place stay there. Raises StorageError."""
    with boundary(library.folder):
        (library.backups / NAME).unlink(missing_ok=True)


def refuse_inside(library: Library, folder: Path) -> None:
    """Raise SecondPlaceInside for a folder that would be lost along with the library."""
    inner, outer = folder.resolve(), library.folder.resolve()
    # Compared without regard to case, as Windows does.
    parts = [tuple(part.casefold() for part in path.parts) for path in (inner, outer)]
    if parts[0][: len(parts[1])] == parts[1]:
        raise SecondPlaceInside(folder, library.folder)


def mirrored(path: Path, folder: Path) -> Path:
    """Copy a backup, which is proven already, to `folder` under the same name; read it again before it has that name.

    Raises OSError, and BadMedium when it reads otherwise.
    """
    target = folder / path.name
    part = target.with_name(f"{target.name}.{os.getpid()}{PART}")
    digest = hashlib.sha256()
    part.unlink(missing_ok=True)
    try:
        with path.open("rb") as source, part.open("xb") as copy:
            while block := source.read(_BLOCK):
                digest.update(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        drop_from_memory(part)
        with part.open("rb") as again:
            if hashlib.file_digest(again, "sha256").digest() != digest.digest():
                raise BadMedium(target)
        put_in_place(part, target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(folder)
    return target


class BadMedium(OSError):
    """What was written reads otherwise."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} reads otherwise than it was written")


@dataclass(frozen=True)
class Second:
    """What became of a backup in the second place: where it lies there, or why it does not, in a sentence."""

    path: Path | None = None
    fault: str = ""


def told(folder: Path, error: OSError) -> Second:
    """Why a backup could not be kept in the second place; the first one counts nevertheless."""
    if isinstance(error, BadMedium):
        why, cure = "写进去的内容再读出来不一样", "请换一个U盘或磁盘"
    else:
        why, cure = reason(error), "请检查那个磁盘或U盘"
    return Second(fault=f"第二处“{folder}”没有备份成：{why}，台帐库里的备份已经做好。{cure}，下次备份时会补上。")


def away(folder: Path) -> Second:
    """The second place is not there, as a stick that was pulled out."""
    return Second(fault=f"第二处“{folder}”现在找不到（U盘没有插上？），台帐库里的备份已经做好，下次插上时会补上。")
