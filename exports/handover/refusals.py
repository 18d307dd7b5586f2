"""Why a handover package is not taken in, said in one Chinese sentence each."""

from __future__ import annotations

from pathlib import Path

from exports.handover.findings import Finding
from ledger.errors import InputError, StorageError
from ledger.sizes import size_in_words


class PackageNotWhole(InputError):
    """The package has `findings`; nothing of it was taken."""

    exit_code = 1

    def __init__(self, name: str, findings: tuple[Finding, ...]) -> None:
        self.name, self.findings = name, findings
        more = f"共发现{len(findings)}处问题，第一处是：" if len(findings) > 1 else ""
        super().__init__(f"移交包“{name}”没有通过核对，没有接收任何内容。{more}{findings[0].sentence}")


class NoLibraryInside(InputError):
    """The package is whole but has no library to be opened."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"移交包“{name}”里只有报送的资料，没有台帐库，不能作为台帐打开："
            "请直接看里面的“打开我.html”，或请移交方选“交给接手的同事”再做一份。"
        )


class PlaceTaken(InputError):
    """There is something already where the content shall go."""

    def __init__(self, place: Path) -> None:
        self.place = place
        super().__init__(f"“{place}”已经存在，没有写入任何内容：请换一个还没有的文件夹名。")


class PlaceInLibrary(InputError):
    """The content would stand inside a library."""

    def __init__(self, place: Path, library: Path) -> None:
        self.place, self.library = place, library
        super().__init__(f"“{place}”在台帐库“{library}”里面，没有写入任何内容：请选台帐库以外的位置。")


class NoRoomHere(StorageError):
    """There is less room than the content takes; both in bytes."""

    def __init__(self, place: Path, room: int, need: int) -> None:
        self.place, self.room, self.need = place, room, need
        super().__init__(
            f"“{place}”所在的磁盘只剩{size_in_words(room)}，移交包里的内容要{size_in_words(need)}，没有写入任何内容："
            "请腾出空间，或换一个磁盘。"
        )


class TakenOtherwise(StorageError):
    """A file came out of the package, or reads back from the disk, otherwise than it was verified."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"“{path}”复制后与核对过的内容不同，没有保留任何内容：U盘或磁盘可能坏了，请换一个再接收一次。")
