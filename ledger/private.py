"""Libraries are for their user's eyes only: who may enter the folder, and what is made inside it.

POSIX: the folder of a library is 0700, and what is made in a folder that nobody else may enter is 0700 or 0600,
whatever the umask. A folder with the set-group-ID bit was given to a group on purpose; its group keeps its rights.
On Windows a folder has the rights of the profile it lies in, which are the user's own.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_OTHERS, _GROUP = stat.S_IRWXO, stat.S_IRWXG
_RULED = sys.platform != "win32"


@dataclass(frozen=True)
class Exposed:
    """A folder or file of a library that others on this computer may open, though it should be the user's own."""

    path: Path

    @property
    def fact(self) -> str:
        """What is wrong, for the clerk."""
        return f"“{self.path.name}”在这台电脑上的其他用户也能打开，程序改不了它的权限。"

    @property
    def advice(self) -> str:
        """What to do."""
        return "把台帐库移到本机磁盘上自己的文件夹里，或请管理员把权限改成只有自己能读写。"


def make_folder(folder: Path) -> None:
    """Make the folder of a new library, which nobody else may enter. Raises OSError."""
    folder.mkdir(mode=0o700)
    tighten(folder)


def mode_of(place: Path, mode: int) -> int:
    """The mode of what is made at `place`: `mode`, or what of it is the user's own in a folder that is his alone."""
    if not _RULED:
        return mode
    above = place.parent.stat().st_mode
    return mode & ~_OTHERS if above & stat.S_ISGID and not above & _OTHERS else mode & ~_surplus(above)


def opener(path: str, flags: int) -> int:
    """For `open`: a file made in a folder that nobody else may enter is the user's own."""
    return os.open(path, flags, mode_of(Path(path), 0o666))


def reserve(path: Path) -> None:
    """Make an empty file with these rights, unless one is there, for a writer that knows none. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, mode_of(path, 0o666)))


def tighten(folder: Path) -> None:
    """Take from others what rights they have in a library; what cannot be taken, `exposed` tells.

    The inside is only looked through when the folder itself, or one of the files at its top, was open to others.
    """
    if not _RULED:
        return
    surplus = _taken(folder)
    tops = [Path(each) for each in (folder, *_inside(folder))]
    if any(_is_loose(each, surplus) for each in tops):
        for above, folders, files in os.walk(folder):
            for name in (".", *folders, *files):
                _take(Path(above, name), surplus)


def exposed(folder: Path) -> tuple[Exposed, ...]:
    """The folder, or the files at its top, where others may still open them; nothing when nobody else may enter."""
    if not _RULED or not _is_loose(folder, _taken(folder)):
        return ()
    return (Exposed(folder),)


def _surplus(mode: int) -> int:
    """The rights that are taken from what is made in a folder of this mode: those that nobody has in the folder."""
    return _OTHERS | _GROUP if not mode & (_OTHERS | _GROUP) else 0


def _taken(folder: Path) -> int:
    """The rights that nobody shall have in a library; none where it cannot be asked."""
    try:
        return _OTHERS if folder.stat().st_mode & stat.S_ISGID else _OTHERS | _GROUP
    except OSError:
        return 0


def _inside(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):  # a folder that cannot be read is told of by whoever opens the library
        yield from folder.iterdir()


def _is_loose(path: Path, surplus: int) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False  # gone meanwhile
    return not stat.S_ISLNK(mode) and bool(mode & surplus)


def _take(path: Path, surplus: int) -> None:
    if _is_loose(path, surplus):
        with contextlib.suppress(OSError):  # somebody else's, or a disk without rights: `exposed` tells
            path.chmod(path.stat().st_mode & ~surplus & 0o7777)
