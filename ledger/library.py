"""The folder a ledger lives in (台帐库): where its parts are, and what can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ledger.errors import DamageError, InputError, StorageError
from ledger.vault import Vault

# NotALibrary, FolderTaken               InputError    2
# LibraryBusy (in lock.py), DiskFull,
# ReadOnlyLibrary, NewerLibrary,
# OlderLibrary, UnfinishedLibrary, UpgradeFailed,
# CannotAccess, LibraryHeld, LibraryGone,
# CopyNotWhole                           StorageError  3
# DamagedLibrary                         DamageError   4


class NotALibrary(InputError):
    """The path is no library: nothing there, or a folder of something else."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"“{path}”不是台帐库：{why}。请核对路径，或先新建一个台帐库。")


class FolderTaken(InputError):
    """A new library was to be made where something is already."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"不能在“{path}”新建台帐库：这里已经有文件。请换一个不存在的或空的文件夹。")


class DiskFull(StorageError):
    """The disk has no room left; nothing of the action was kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"磁盘已满，“{path}”没有写入，刚才的操作已整个撤销。请清理磁盘后再做一次。")


class ReadOnlyLibrary(StorageError):
    """The library can be read but not written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"台帐库“{path}”只能读，不能写。请检查文件夹权限，或把台帐库复制到本机磁盘后再打开。")


class NewerLibrary(StorageError):
    """The library was written by a later version of the program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.path, self.found, self.known = path, found, known
        super().__init__(
            f"台帐库“{path}”是第{found}版格式，本程序只认到第{known}版。请换用新版本的程序打开，台帐库没有被改动。"
        )


class OlderLibrary(StorageError):
    """The library must be brought up to date first, which a read-only opening may not do."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.path, self.found, self.known = path, found, known
        super().__init__(
            f"台帐库“{path}”是第{found}版格式，要升级到第{known}版才能读。请先复制到可写的本机磁盘，正常打开一次。"
        )


class UnfinishedLibrary(StorageError):
    """A writer was cut off; what it left must be undone first, which a read-only opening may not do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"台帐库“{path}”上次没有正常关闭，要先撤销没做完的操作才能读。请在可写的本机磁盘上正常打开一次。"
        )


class UpgradeFailed(StorageError):
    """Bringing the library up to date went wrong; the copy made before was put back."""

    def __init__(self, path: Path, backup: Path, why: str) -> None:
        self.path, self.backup = path, backup
        super().__init__(
            f"台帐库“{path}”升级失败（{why}），已恢复到升级前。升级前的副本是“{backup}”，请保留它并联系维护人员。"
        )


class CannotAccess(StorageError):
    """A file or folder could not be read or written, for a reason of the operating system."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"无法读写“{path}”：{why}。请检查磁盘、路径和权限后再试。")


class LibraryHeld(StorageError):
    """Another program holds the database file for the moment."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"台帐库“{path}”的数据库正被别的程序占用（如备份或杀毒软件）。请稍等片刻再试。")


class LibraryGone(StorageError):
    """The folder is no longer where it was when it was opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"找不到台帐库“{path}”了：它被移走、改名或删除，或者它所在的磁盘断开了。请把它放回原处，然后再试一次。"
        )


class CopyNotWhole(StorageError):
    """A copy of the database reads otherwise than what was copied; it was not kept."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"副本“{path}”写好后核对不符（{why}），没有保留。请检查磁盘，然后再做一次。")


class DamagedLibrary(DamageError):
    """The database file is not whole."""

    def __init__(self, path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(
            f"台帐库“{path}”的数据库已损坏（{why}）。请不要再写入，从最近的备份恢复，并保留损坏的文件备查。"
        )


@dataclass(frozen=True)
class Library:
    """The places inside a library folder, and the keys that open it where it has a passphrase."""

    folder: Path
    vault: Vault | None = None

    @property
    def database(self) -> Path:
        """The database with every record."""
        return self.folder / "ledger.db"

    @property
    def attachments(self) -> Path:
        """The files kept by content hash."""
        return self.folder / "attachments"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.folder / "backups"

    @property
    def cache(self) -> Path:
        """Papers made before, kept to save time; may be deleted at any moment."""
        return self.folder / "cache"

    @property
    def drafts(self) -> Path:
        """What was being typed and is not saved yet, a file for each form; made when the first is kept."""
        return self.folder / "drafts"

    @property
    def key(self) -> Path:
        """The key of a library with a passphrase, wrapped by it; without this file nothing of it can be read."""
        return self.folder / "ledger.key"

    @property
    def tries(self) -> Path:
        """How often in a row the passphrase was wrong."""
        return self.folder / "ledger.tries"

    @property
    def settling(self) -> Path:
        """Is there while the files beside the database are being brought into its form; see protection.settle."""
        return self.folder / "ledger.settling"

    @property
    def lock(self) -> Path:
        """The file that says who is writing."""
        return self.folder / "ledger.lock"

    def check(self) -> None:
        """Raise NotALibrary unless the folder holds a ledger's database."""
        if not self.folder.exists():
            raise NotALibrary(self.folder, "没有这个文件夹")
        if not self.folder.is_dir():
            raise NotALibrary(self.folder, "这是一个文件，不是文件夹")
        if not self.database.is_file():
            raise NotALibrary(self.folder, "里面没有 ledger.db")
