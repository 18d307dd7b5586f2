"""A package inside a zip, ours or a stranger's: every entry is looked at before the first byte of one is unpacked."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import pyzipper
from pyzipper.zipfile_aes import AESZipExtFile

from exports.handover.entry_names import collisions, fault_of, is_dropped
from exports.handover.findings import Finding, NotAPackage, Unexpected, Unsafe, no_room
from exports.handover.layout import BAGIT
from exports.handover.package_contents import BLOCK, MOST, BrokenEntry, Contents, Nothing
from exports.handover.zip_end import ZipEnd, end_of
from ledger.errors import InputError

RATIO = 300
"""How many times longer than packed an entry may be; deflate itself ends at 1032, our papers and tables below 50."""
_SMALL = 1 << 20  # bytes; what is shorter may be as regular as it likes
_LARGEST = 1 << 42  # bytes of all entries together

_BROKEN = (
    pyzipper.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What the library raises for archives that are not as they should be."""
_LOCAL = struct.Struct("<4s5H3L2H")
_UTF8, _ENCRYPTED, _LATER = 0x800, 0x1, 0x8
"""Flags of an entry: name in UTF-8, encrypted, sizes stand behind the content."""
_GBK_TOLD = "压缩包里的文件名没有注明编码，已按简体中文（GBK）读出。"


class PackageLocked(InputError):
    """The package is encrypted and no passphrase was given."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"移交包“{name}”是加密的：请填写移交方告知的口令后再打开。")


class WrongPackagePassphrase(InputError):
    """The passphrase does not open the package."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"口令打不开移交包“{name}”：请核对大小写、全角半角和空格，或向移交方再问一次。")


class _Entry(AESZipExtFile):  # type: ignore[misc]  # the library comes without types
    """One entry being read; its own header was compared before, which the library can do in UTF-8 only."""

    def process_local_header(self) -> None:
        header = _LOCAL.unpack(self._fileobj.read(_LOCAL.size))
        self._fileobj.read(header[-2] + header[-1])


class _Archive(pyzipper.AESZipFile):  # type: ignore[misc]
    zipextfile_cls = _Entry


@dataclass(frozen=True)
class ZipContents:
    """A package that is a zip."""

    archive: Any
    entries: Mapping[str, Any] = field(repr=False)
    files: Mapping[str, int] = field(repr=False)
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    def blocks(self, path: str) -> Iterator[bytes]:
        """See Contents. What comes out is counted: the archive's own word on its size is not taken."""
        left = self.files[path]
        try:
            with self.archive.open(self.entries[path]) as stream:
                while block := stream.read(BLOCK):
                    left -= len(block)
                    if left < 0:
                        raise BrokenEntry("解开后比写明的长")
                    yield block
        except BrokenEntry:
            raise
        except _BROKEN as error:
            raise BrokenEntry("压缩的内容已经改变，解不开") from error
        if left:
            raise BrokenEntry("解开后比写明的短")


def read_zip(stream: BinaryIO, name: str, passphrase: str | None) -> Contents:
    """The package in the zip that `stream` reads. Raises PackageLocked, WrongPackagePassphrase, OSError."""
    end = end_of(stream)
    if end is None:
        return Nothing((NotAPackage(name, "压缩包的末尾缺失或不完整，没有拷贝完"),))
    if end.entries > MOST or end.size > MOST << 9:
        return Nothing((Unsafe(name, f"里面的文件超过{MOST}个"),))
    try:
        archive = _Archive(stream)
    except _BROKEN:
        return Nothing((NotAPackage(name, "压缩包的目录不完整"),))
    if len(archive.filelist) != end.entries:
        return Nothing((NotAPackage(name, "压缩包的目录与它写明的个数不同"),))
    if not archive.filelist:
        return Nothing((NotAPackage(name, "压缩包是空的"),))
    return _checked(archive, stream, end, name, passphrase)


def _checked(archive: Any, stream: BinaryIO, end: ZipEnd, name: str, passphrase: str | None) -> Contents:
    raw = [_raw_name(info) for info in archive.filelist]
    names, notes = _decoded(archive.filelist, raw)
    entries = list(zip(names, archive.filelist, strict=True))
    unsafe = [Unsafe(path, why) for path, info in entries if (why := _fault_of_entry(path, info))]
    unsafe += _bombs(entries, name)
    unsafe += _fault_of_places(stream, end, raw, entries)
    encrypted = {bool(info.flag_bits & _ENCRYPTED) for path, info in entries if not path.endswith("/")}
    if len(encrypted) > 1:
        bare = (path for path, info in entries if not (path.endswith("/") or info.flag_bits & _ENCRYPTED))
        unsafe += [Unsafe(path, "别的文件加密了，它没有加密") for path in bare]
    if unsafe:
        return Nothing(tuple(unsafe), notes=notes)
    kept = [(path, info) for path, info in entries if not path.endswith("/") and not is_dropped(path)]
    clash = tuple(collisions([path for path, _ in kept], [path[:-1] for path in names if path.endswith("/")]))
    if clash:
        return Nothing(clash, notes=notes)
    files = dict(kept)
    if True in encrypted:
        _unlock(archive, list(files.values()), name, passphrase)
    return _in_folder(archive, files, name, notes)


def _in_folder(archive: Any, files: Mapping[str, Any], name: str, notes: tuple[str, ...]) -> Contents:
    """The package may be the whole zip, or its one folder, as it is here; what stands beside that is no part of it."""
    fronts = [path[: -len(BAGIT)] for path in files if path.count("/") < 2 and f"/{path}".endswith(f"/{BAGIT}")]
    if len(fronts) != 1:
        why = "里面不止一个移交包" if fronts else f"里面没有{BAGIT}"
        return Nothing((NotAPackage(name, why),), notes=notes)
    front = fronts[0]
    inside = {path[len(front) :]: info for path, info in sorted(files.items()) if path.startswith(front)}
    beside = tuple(Unexpected(path) for path in sorted(files) if not path.startswith(front))
    return ZipContents(archive, inside, {path: info.file_size for path, info in inside.items()}, beside, notes)


def _raw_name(info: Any) -> bytes:
    """The name as its bytes stand in the archive: the library has read them as UTF-8 or as code page 437."""
    encoding = "utf-8" if info.flag_bits & _UTF8 else "cp437"
    return bytes(info.orig_filename.encode(encoding))


def _decoded(infos: Sequence[Any], raw: Sequence[bytes]) -> tuple[list[str], tuple[str, ...]]:
    """The names, and what is to be told of how they were read.

    Those without the flag are taken together, as one program wrote them all: UTF-8 where every one of them is that,
    which Chinese names in GBK practically never are, GBK else; names in neither stay as code page 437.
    """
    unflagged = [name for info, name in zip(infos, raw, strict=True) if not info.flag_bits & _UTF8]
    encoding = next((each for each in ("utf-8", "gbk") if all(_decodes(name, each) for name in unflagged)), "cp437")
    names = [
        name.decode("utf-8" if info.flag_bits & _UTF8 else encoding) for info, name in zip(infos, raw, strict=True)
    ]
    return names, (_GBK_TOLD,) if encoding == "gbk" else ()


def _decodes(name: bytes, encoding: str) -> bool:
    try:
        name.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _fault_of_entry(path: str, info: Any) -> str:
    """Why an entry may not be unpacked, "" when it may."""
    folder = path.endswith("/")
    sort = stat.S_IFMT(info.external_attr >> 16)
    if sort not in (0, stat.S_IFDIR if folder else stat.S_IFREG):
        return "它是指向别处的链接" if sort == stat.S_IFLNK else "它不是普通文件"
    if folder and info.file_size:
        return "它是文件夹，却有内容"
    if info.flag_bits & _ENCRYPTED and info.wz_aes_version is None:
        return "用的是不牢靠的旧式加密，请让移交方用AES-256加密"
    if info.compress_type not in (pyzipper.ZIP_STORED, pyzipper.ZIP_DEFLATED):
        return "用了移交包不用的压缩方法"
    return fault_of(path.removesuffix("/"))


def _bombs(entries: Sequence[tuple[str, Any]], name: str) -> list[Unsafe]:
    """Entries that are to become far more than they are, and a sum that no disk of an office holds."""
    found = [
        no_room(path, info.file_size)
        for path, info in entries
        if info.file_size > max(_SMALL, RATIO * info.compress_size)
    ]
    total = sum(info.file_size for _, info in entries)
    return [*found, no_room(name, total)] if total > _LARGEST else found


def _fault_of_places(
    stream: BinaryIO, end: ZipEnd, raw: Sequence[bytes], entries: Sequence[tuple[str, Any]]
) -> Iterator[Unsafe]:
    """Entries whose bytes are not their own, or whose two headers say different things."""
    free = 0
    for (path, info), name in sorted(zip(entries, raw, strict=True), key=lambda each: each[0][1].header_offset):
        start = _content_of(stream, info, name)
        if start is None:
            yield Unsafe(path, "压缩包的目录与内容说法不一")
        elif info.header_offset < free or start + info.compress_size > end.directory:
            yield Unsafe(path, "它与别的内容重叠")
        else:
            free = start + info.compress_size


def _content_of(stream: BinaryIO, info: Any, name: bytes) -> int | None:
    """Where the content of an entry begins, None when its own header is not the one of the directory."""
    if info.header_offset < 0:
        return None
    stream.seek(info.header_offset)
    head = stream.read(_LOCAL.size + len(name))
    if len(head) < _LOCAL.size:
        return None
    mark, _, flags, method, _, _, _, packed, size, letters, extra = _LOCAL.unpack(head[: _LOCAL.size])
    known = flags & _LATER or 0xFFFFFFFF in (packed, size) or (packed, size) == (info.compress_size, info.file_size)
    same = mark == b"PK\x03\x04" and head[_LOCAL.size :] == name and letters == len(name)
    same = same and (flags ^ info.flag_bits) & _ENCRYPTED == 0
    same = same and (method == info.compress_type or bool(info.flag_bits & _ENCRYPTED))
    return info.header_offset + _LOCAL.size + letters + extra if same and known else None


def _unlock(archive: Any, infos: Sequence[Any], name: str, passphrase: str | None) -> None:
    """Give the archive the passphrase, after it was tried at some entries: one of them may be spoilt itself."""
    if not passphrase:
        raise PackageLocked(name)
    tried = sorted(infos, key=lambda info: info.compress_size)[:3]
    # 7-Zip on Chinese Windows takes the bytes of a passphrase from the system's code page.
    for encoding in ("utf-8", "gbk"):
        key = passphrase.encode(encoding, "replace")
        archive.setpassword(key)
        if any(map(_opens(archive), tried)):
            return
    raise WrongPackagePassphrase(name)


def _opens(archive: Any) -> Callable[[Any], bool]:
    def tried(info: Any) -> bool:
        try:
            archive.open(info).close()
        except _BROKEN:
            return False
        return True

    return tried
