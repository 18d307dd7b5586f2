"""Encryption for the way: the bag in one AES-256 zip (WinZip's AE-2) that 7-Zip and WinRAR open with the passphrase."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyzipper

from exports.handover.bag import Step
from exports.handover.errors import WeakPassphrase
from exports.handover.job import SHORTEST
from exports.handover.volume_stream import joined
from exports.handover.volumes import VolumeWriter
from ledger.snapshot import BEIJING

_BLOCK = 1 << 20  # bytes
_SMALL_ALREADY = frozenset(
    {".pdf", ".docx", ".xlsx", ".pptx", ".jpg", ".jpeg", ".png", ".gif", ".zip", ".rar", ".7z", ".mp3", ".mp4"}
)
"""Suffixes of what is compressed already; to compress it once more takes time and saves nothing."""
_BOTH_ZIPS = 2**31
"""Bytes from which on the larger form of an entry's head is taken, whatever encryption adds to it."""


def check_passphrase(passphrase: str) -> None:
    """Raise WeakPassphrase for one that is short, or that another program would read as other bytes.

    7-Zip takes a passphrase in the code page of its Windows, this program in UTF-8: they agree on ASCII only.
    """
    if len(passphrase) < SHORTEST:
        raise WeakPassphrase(f"不到{SHORTEST}个字符")
    if not re.fullmatch(r"[\x20-\x7e]+", passphrase):
        raise WeakPassphrase("里有汉字或全角字符，别的解压软件认不准")


def seal(
    bag: Path, folder: Path, name: str, passphrase: str, *, volume: int, made: dt.datetime, step: Step
) -> tuple[Path, ...]:
    """Write the bag into `folder` as the zip `name`, in volumes where one does not hold it. Raises OSError."""
    writer = VolumeWriter(folder, name, volume)
    with writer:
        archive = pyzipper.AESZipFile(writer, "w", encryption=pyzipper.WZ_AES)
        try:
            archive.setpassword(passphrase.encode("ascii"))
            archive.setencryption(pyzipper.WZ_AES, nbits=256)
            for path in sorted(bag.rglob("*")):
                if path.is_file():
                    _add(archive, path, f"{bag.name}/{path.relative_to(bag).as_posix()}", made, step)
            archive.close()
        except BaseException:
            archive.fp = None  # else it would try to write its end once more, to a disk that is full or gone
            raise
    return writer.finish()


def _add(archive: pyzipper.AESZipFile, path: Path, name: str, made: dt.datetime, step: Step) -> None:
    size = path.stat().st_size
    # The name is in UTF-8 with the flag that says so, the time the package's own: scans may be older than zip knows.
    entry = pyzipper.zipfile_aes.AESZipInfo(name, date_time=made.astimezone(BEIJING).timetuple()[:6])
    stored = path.suffix.lower() in _SMALL_ALREADY
    entry.compress_type = pyzipper.ZIP_STORED if stored else pyzipper.ZIP_DEFLATED
    entry.file_size = size
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=size >= _BOTH_ZIPS) as target:
        while block := source.read(_BLOCK):
            target.write(block)
            step(len(block), "加密")


def first_unsealed_difference(
    volumes: Sequence[Path], bag: str, passphrase: str, meant: Mapping[str, str], step: Step
) -> str:
    """The first file in the zip whose content is not as `meant` (paths in the bag `bag`), "" when all are.

    It is opened as the receiver will. Raises OSError.
    """
    try:
        with joined(volumes) as whole, pyzipper.AESZipFile(whole) as archive:
            archive.setpassword(passphrase.encode("ascii"))
            inside = {name.removeprefix(f"{bag}/"): name for name in archive.namelist()}
            for path in sorted(meant.keys() | inside.keys()):
                if path not in inside or path not in meant or _sha256(archive, inside[path], step) != meant[path]:
                    return path
    except _BROKEN:  # its list of entries
        return volumes[-1].name
    return ""


_BROKEN = (pyzipper.BadZipFile, RuntimeError, EOFError, ValueError, LookupError, struct.error, zlib.error)
"""What the library raises for an archive that is not as it was written; NotImplementedError is a RuntimeError."""


def _sha256(archive: pyzipper.AESZipFile, name: str, step: Step) -> str:
    """The SHA-256 of an entry; "" when it cannot be unpacked."""
    digest = hashlib.sha256()
    try:
        with archive.open(name) as entry:
            while block := entry.read(_BLOCK):
                digest.update(block)
                step(len(block), "重新读出核对")
    except _BROKEN:
        return ""
    return digest.hexdigest()


def how_to_open(name: str, volumes: Sequence[str]) -> bytes:
    """打开方法.txt: what opens the zip, what does not, and that the archive itself wants it unencrypted."""
    first = volumes[0]
    lines = [
        f"移交包“{name}”的打开方法",
        "",
        "这个移交包为了路上安全加了密（AES-256），要有口令才能打开。口令请当面或打电话问移交方，不要和U盘放在一起。",
        "",
        "方法一：台帐程序。选“接收移交包”，选中下面的文件，填口令。程序会先核对再让您看里面的内容。",
        f"    {first}",
        "方法二：7-Zip（16以上）或WinRAR（5以上）。右键点下面的文件，选“解压”，填口令。",
        f"    {first}",
    ]
    if len(volumes) > 1:
        lines += [
            f"    共{len(volumes)}个分卷，必须放在同一个文件夹里，只打开第一个：",
            *(f"    {volume}" for volume in volumes),
        ]
    lines += [
        "",
        "Windows资源管理器自带的“全部解压缩”打不开这种加密，会报错，不是文件坏了。",
        "",
        "档案部门接收的电子档案必须解密、解压（档发〔2012〕7号）：解压以后，把里面的文件夹原样交存，不要交这个加密包。",
        "口令没有存在任何地方，忘了谁也打不开，只能请移交方重新做一个移交包。",
    ]
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode("utf-8")
