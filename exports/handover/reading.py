"""Opening a handover package wherever it lies: a folder, a zip, or volumes of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from exports.errors import CannotRead
from exports.handover.findings import NotAPackage, Unsafe
from exports.handover.layout import BAGIT
from exports.handover.package_contents import Contents, Nothing, read_folder
from exports.handover.volume_stream import faults_of, is_volume, joined, volumes_of
from exports.handover.zip_contents import read_zip


@contextmanager
def opened(path: Path, passphrase: str | None = None) -> Iterator[Contents]:
    """What stands in the package at `path`; nothing is written, and nothing outside of it is read.

    What is wrong with it is among the findings of the contents. Raises PackageLocked, WrongPackagePassphrase, and
    CannotRead.
    """
    with ExitStack() as stack:
        try:
            contents = _opened(path, passphrase, stack)
        except OSError as error:
            raise CannotRead(path, error) from error
        # What fails from here on is no fault of opening; each file tells its own.
        yield contents


def _opened(path: Path, passphrase: str | None, stack: ExitStack) -> Contents:
    if path.is_dir():
        return _of_folder(path)
    if path.is_file():
        return _of_archive(path, passphrase, stack)
    if is_volume(path) and path.parent.is_dir():
        return Nothing(faults_of(volumes_of(path)) or (NotAPackage(path.name, "没有这个分卷"),))
    return Nothing((NotAPackage(path.name, "没有这个文件或文件夹"),))


def _of_folder(path: Path) -> Contents:
    if path.is_symlink():
        return Nothing((Unsafe(path.name, "它是指向别处的链接"),))
    contents = read_folder(path)
    if BAGIT in contents.files or contents.findings:
        return contents
    why = f"里面没有{BAGIT}"
    if any(name.lower().endswith((".zip", ".zip.001")) for name in contents.files):
        why = "里面是压缩的移交包，请直接选那个.zip或.zip.001文件"
    return Nothing((NotAPackage(path.name, why),))


def _of_archive(path: Path, passphrase: str | None, stack: ExitStack) -> Contents:
    volumes = volumes_of(path)
    faults = faults_of(volumes)
    if faults:
        return Nothing(faults)
    return read_zip(stack.enter_context(joined(volumes)), path.name, passphrase)
