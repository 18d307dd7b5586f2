"""Why a handover package cannot be made, said in one Chinese sentence each."""

from __future__ import annotations

import errno
from pathlib import Path

from ledger.causes import number_of, reason
from ledger.errors import InputError, StorageError
from ledger.sizes import size_in_words

_CURES = {
    errno.ENOSPC: "在上面腾出空间，或换一个更大的U盘",
    errno.EDQUOT: "在上面腾出空间，或换一个位置",
    errno.EROFS: "打开U盘的写保护开关，或换一个U盘",
    errno.EACCES: "换一个能写入的位置",
    errno.EPERM: "换一个能写入的位置",
    errno.EFBIG: "改用exFAT格式的U盘，或选加密分卷",
    errno.ENOENT: "插好U盘，核对文件夹还在不在",
    errno.ENAMETOOLONG: "改放到U盘的最外层",
    errno.EEXIST: "不要同时做两个移交包",
}
_CURE = "插好U盘或换一个U盘"


class PackageError(InputError):
    """A handover package cannot be made as asked."""


class PackageStopped(PackageError):
    """The clerk stopped the making of a package."""

    def __init__(self) -> None:
        super().__init__("已停止制作移交包，没有留下任何文件：需要时可以重新制作。")


class SubmissionSpoilt(PackageError):
    """The submission folder that was given is not what its checksum list says; `finding` is the first difference."""

    def __init__(self, folder: Path, finding: str, count: int) -> None:
        self.folder, self.count = folder, count
        more = f"共{count}处不符，第一处是：" if count > 1 else ""
        super().__init__(f"报送文件夹“{folder}”与它的校验清单不符，没有制作移交包。{more}{finding}")


class SubmissionForeign(PackageError):
    """The submission folder that was given is none that this library remembers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"“{folder}”不是这个台帐库记下的任何一次导出，没有制作移交包：请核对是哪个报送文件夹，或不指定，由程序重新导出。"
        )


class SubmissionStale(PackageError):
    """The ledger was changed after the submission folder that was given was made."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.number = folder, number
        super().__init__(
            f"“{folder}”是第{number}次导出的，以后台帐又有改动，没有制作移交包：请重新导出一次，或不指定，由程序重新导出。"
        )


class PlaceInSubmission(PackageError):
    """The package would stand inside the submission folder that goes into it."""

    def __init__(self, place: Path, folder: Path) -> None:
        self.place, self.folder = place, folder
        super().__init__(f"“{place}”在报送文件夹“{folder}”里面，没有写入任何内容：请选别的位置放移交包。")


class LedgerMoved(PackageError):
    """Somebody wrote to the ledger while it was packed, so that the submission would not be that of the library."""

    def __init__(self) -> None:
        super().__init__("打包的时候台帐又有改动，没有留下移交包：请先停下录入，再重新制作。")


class WeakPassphrase(PackageError):
    """The passphrase for the transport is too short or cannot be typed alike in every program."""

    def __init__(self, why: str) -> None:
        super().__init__(f"移交包的口令{why}，没有制作移交包：请用8个以上的字母、数字或英文标点。")


class BadVolumeSize(PackageError):
    """Volumes of this size (MB) cannot be made."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"每卷{size}MB不合适，没有制作移交包：请填1到4095之间的整数，不填就是4GB一卷。")


class TooLargeForFat(PackageError):
    """A file is larger than a FAT32 disk can hold (4 GiB less one byte)."""

    def __init__(self, place: Path, name: str, size: int) -> None:
        self.place, self.name, self.size = place, name, size
        super().__init__(
            f"“{place}”是FAT32格式，放不下大于4GB的文件“{name}”（{size_in_words(size)}），没有写入任何内容："
            "请换用exFAT或NTFS格式的U盘，或选加密分卷。"
        )


class NoRoom(PackageError, StorageError):
    """There is less room than the package takes; sizes in bytes."""

    def __init__(self, place: Path, room: int, need: int) -> None:
        self.place, self.room, self.need = place, room, need
        super().__init__(
            f"“{place}”只剩{size_in_words(room)}，移交包要{size_in_words(need)}，没有写入任何内容："
            "请在上面腾出空间；是U盘的，也可以换一个更大的。"
        )


class CannotPackage(PackageError, StorageError):
    """The disk refused the package; `cause` is what the system said."""

    def __init__(self, place: Path, cause: OSError) -> None:
        self.place, self.cause = place, cause
        number = number_of(cause)
        super().__init__(
            f"往“{place}”写移交包时出错：{reason(cause)}。没有做成移交包，写了一半的不会当成移交包，下次会自动清掉；"
            f"请{_CURES.get(number, _CURE)}，再重新制作。"
        )


class ReadsBackOtherwise(PackageError, StorageError):
    """What was written is read back differently from the medium; nothing of it was kept."""

    def __init__(self, place: Path, name: str) -> None:
        self.place, self.name = place, name
        super().__init__(
            f"写到“{place}”的“{name}”再读出来不一样，没有保留这个移交包：这个U盘或磁盘可能坏了，请换一个再重新制作。"
        )
