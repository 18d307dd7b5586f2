"""Alterations of a package that is a zip: its directory, its entries, its encryption and its volumes."""

from __future__ import annotations

import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyzipper

from exports.handover.findings import (
    Altered,
    Missing,
    NotAPackage,
    Unexpected,
    Unreadable,
    Unsafe,
)
from exports.handover.zip_contents import WrongPackagePassphrase
from tests.disasters.alterations import Alteration, Harm
from tests.exports.bags import DATABASE_PATH, NAME, PAPER_PATH, files_of, split, zipped

PASSPHRASE = "Rain&Shine 2015"
ZIP = f"{NAME}.zip"
INNER = f"{NAME}/{PAPER_PATH}"
VOLUME = 2000  # bytes
MORE = f"{NAME}/data/x"
Archive = pyzipper.AESZipFile


def _zip(package: Path, **wishes: object) -> Path:
    return zipped(package, package.parent / ZIP, **wishes)  # type: ignore[arg-type]


def _bytes(change: Callable[[bytes], bytes], **wishes: object) -> Harm:
    """Change the bytes of the whole zip."""

    def done(package: Path) -> Path:
        archive = _zip(package, **wishes)
        archive.write_bytes(change(archive.read_bytes()))
        return archive

    return done


def _more(name: str, data: bytes = b"x", **facts: int) -> Harm:
    """One entry more."""

    def add(archive: Archive) -> None:
        entry = pyzipper.zipfile_aes.AESZipInfo(name)
        for fact, value in facts.items():
            setattr(entry, fact, value)
        with warnings.catch_warnings(action="ignore"):  # of a name that is there already
            archive.writestr(entry, data)

    return lambda package: _zip(package, add=add)


def _plain(write: Callable[[zipfile.ZipFile, Path], None]) -> Harm:
    """A zip written by the standard library."""

    def done(package: Path) -> Path:
        with zipfile.ZipFile(package.parent / ZIP, "w") as archive:
            write(archive, package)
        return package.parent / ZIP

    return done


def _all(archive: zipfile.ZipFile, package: Path, front: str = f"{NAME}/") -> None:
    for path in files_of(package):
        archive.writestr(front + path, (package / path).read_bytes())


def _directory(data: bytes, name: str) -> int:
    """Where the directory speaks of an entry."""
    place = data.index(b"PK\x01\x02")
    while data[place + 46 : place + 46 + len(name.encode())] != name.encode():
        place = data.index(b"PK\x01\x02", place + 4)
    return place


def _local(data: bytes, name: str) -> int:
    """Where an entry begins."""
    return int.from_bytes(data[_directory(data, name) + 42 :][:4], "little")


def _in_directory(name: str, offset: int, form: str, value: int) -> Callable[[bytes], bytes]:
    """Another number in what the directory says of an entry."""

    def change(data: bytes) -> bytes:
        out = bytearray(data)
        struct.pack_into(form, out, _directory(data, name) + offset, value)
        return bytes(out)

    return change


def _other_name(data: bytes) -> bytes:
    """The entry calls itself otherwise than the directory does."""
    place = _local(data, INNER) + 30
    return data[:place] + b"X" + data[place + 1 :]


def _overlapping(data: bytes) -> bytes:
    """The directory gives the bytes of one entry to another."""
    return _in_directory(INNER, 42, "<L", _local(data, f"{NAME}/bagit.txt"))(data)


def _inside_another(data: bytes) -> bytes:
    """An entry is as long as all that follows it."""
    rest = data.index(b"PK\x01\x02") - _local(data, INNER) - 200
    out = bytearray(data)
    struct.pack_into("<LL", out, _directory(data, INNER) + 20, rest, rest)
    struct.pack_into("<LL", out, _local(data, INNER) + 18, rest, rest)
    return bytes(out)


def _content_flipped(name: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        place = _directory(data, name)
        packed = int.from_bytes(data[place + 20 : place + 24], "little")
        letters = len(name.encode())
        start = _local(data, name)
        extra = int.from_bytes(data[start + 28 : start + 30], "little")
        middle = start + 30 + letters + extra + packed // 2
        return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]

    return change


def _comment(words: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data[:-2] + len(words).to_bytes(2, "little") + words


def _counted(count: int) -> Callable[[bytes], bytes]:
    """The end says another number of entries."""
    return lambda data: data[:-14] + count.to_bytes(2, "little") * 2 + data[-10:]


def _zip_in_zip(package: Path) -> Path:
    inner = zipped(package, package.parent / "里.zip")
    with zipfile.ZipFile(package.parent / ZIP, "w") as archive:
        archive.write(inner, "里.zip")
    inner.unlink()
    return package.parent / ZIP


def _old_encryption(package: Path) -> Path:
    """Every entry says that it is encrypted, and has nothing of AES: that is the old way (ZipCrypto)."""
    data = bytearray(_zip(package).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    (package.parent / ZIP).write_bytes(data)
    return package.parent / ZIP


def _mixed(package: Path) -> Path:
    """One entry of an encrypted zip is not."""
    archive = _zip(package, passphrase=PASSPHRASE)
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr(MORE, b"x")
    return archive


def _bomb(archive: Archive) -> None:
    archive.writestr(MORE, bytes(30 << 20))


def _quiet_bomb(data: bytes) -> bytes:
    """Thirty megabytes that say to be ten bytes."""
    out = bytearray(data)
    struct.pack_into("<L", out, _directory(data, MORE) + 24, 10)
    struct.pack_into("<L", out, _local(data, MORE) + 22, 10)
    return bytes(out)


def _twins(archive: zipfile.ZipFile, package: Path) -> None:
    _all(archive, package, "一/")
    _all(archive, package, "二/")


def _volumes(harm: Callable[[list[Path]], Path]) -> Harm:
    return lambda package: harm(split(_zip(package, passphrase=PASSPHRASE), VOLUME))


def _without(number: int) -> Callable[[list[Path]], Path]:
    def harm(volumes: list[Path]) -> Path:
        volumes[number].unlink()
        return volumes[1]

    return harm


def _volume_changed(number: int, change: Callable[[bytes], bytes]) -> Callable[[list[Path]], Path]:
    def harm(volumes: list[Path]) -> Path:
        volumes[number].write_bytes(change(volumes[number].read_bytes()))
        return volumes[0]

    return harm


def _volumes_exchanged(one: int, other: int) -> Callable[[list[Path]], Path]:
    def harm(volumes: list[Path]) -> Path:
        first, second = volumes[one].read_bytes(), volumes[other].read_bytes()
        volumes[one].write_bytes(second)
        volumes[other].write_bytes(first)
        return volumes[0]

    return harm


def _volumes_of_the_library_exchanged(package: Path) -> Path:
    """Two volumes that hold nothing but a part of the database."""
    archive = _zip(package, passphrase=PASSPHRASE)
    first = (_local(archive.read_bytes(), f"{NAME}/{DATABASE_PATH}") + 500) // VOLUME + 1
    return _volumes_exchanged(first, first + 1)(split(archive, VOLUME))


def _volume(number: int) -> str:
    return f"{ZIP}.{number:03}"


LINK, DEVICE = (stat.S_IFLNK | 0o777) << 16, (stat.S_IFBLK | 0o600) << 16
LOCKED = {"passphrase": PASSPHRASE}

ALTERATIONS = (
    Alteration("zip cut in the middle", _bytes(lambda data: data[: len(data) // 2]), NotAPackage, ZIP),
    Alteration("zip cut by one byte", _bytes(lambda data: data[:-1]), NotAPackage, ZIP),
    Alteration("zip emptied", _bytes(lambda _: b""), NotAPackage, ZIP),
    Alteration("zip without beginning", _bytes(lambda data: data[100:]), NotAPackage, ZIP),
    Alteration("program in front of the zip", _bytes(lambda data: b"MZ" * 512 + data), NotAPackage, ZIP),
    Alteration("something behind the zip", _bytes(lambda data: data + b"x"), NotAPackage, ZIP),
    Alteration("end in the comment", _bytes(_comment(b"PK\x05\x06" + bytes(18))), NotAPackage, ZIP),
    Alteration("directory cut", _bytes(lambda data: data.replace(b"PK\x01\x02", b"PK\x01\x03", 1)), NotAPackage, ZIP),
    Alteration("fewer entries than said", _bytes(_counted(500)), NotAPackage, ZIP),
    Alteration("more entries than said", _bytes(_counted(1)), NotAPackage, ZIP),
    Alteration("no entry", _plain(lambda archive, package: None), NotAPackage, ZIP),
    Alteration("no package", _plain(lambda archive, package: archive.writestr("a", b"x")), NotAPackage, ZIP),
    Alteration("two packages", _plain(_twins), NotAPackage, ZIP),
    Alteration("zip in a zip", _zip_in_zip, NotAPackage, ZIP),
    Alteration(
        "deeper than one folder", _plain(lambda archive, package: _all(archive, package, "a/b/")), NotAPackage, ZIP
    ),
    Alteration("beside the package", _more("外面.txt"), Unexpected, "外面.txt"),
    Alteration("out of the folder", _more("../外面.txt"), Unsafe, "../外面.txt"),
    Alteration("out of the package", _more(f"{NAME}/data/../../x"), Unsafe, f"{NAME}/data/../../x"),
    Alteration("from the root", _more("/etc/cron.d/x"), Unsafe, "/etc/cron.d/x"),
    Alteration("from a drive", _more("C:/x.txt"), Unsafe, "C:/x.txt"),
    Alteration("backslashes", _more("..\\..\\x"), Unsafe, "..\\..\\x"),
    Alteration("home", _more("~/.profile"), Unsafe, "~/.profile"),
    Alteration("device of Windows in a zip", _more(f"{NAME}/data/AUX"), Unsafe, f"{NAME}/data/AUX"),
    Alteration("stream of Windows", _more(f"{NAME}/data/a.txt:b"), Unsafe, f"{NAME}/data/a.txt:b"),
    Alteration("cleaned by Windows", _more(f"{NAME}/data/x."), Unsafe, f"{NAME}/data/x."),
    Alteration(
        "NUL in a name",
        _bytes(
            lambda data: data.replace(b"data/zzz", b"data/z\0z"), add=lambda archive: archive.writestr("data/zzz", b"")
        ),
        Unsafe,
        "data/z\0z",
    ),
    Alteration("twice", _more(INNER), Unsafe, INNER),
    Alteration("twice in capitals", _more(INNER.upper()), Unsafe, INNER.upper()),
    Alteration("file and folder", _more(f"{INNER}/x"), Unsafe, INNER),
    Alteration("file named as a folder, too", _more(f"{INNER}/", b""), Unsafe, INNER),
    Alteration("link", _more(MORE, b"/etc/passwd", external_attr=LINK), Unsafe, MORE),
    Alteration("link in place of a folder", _more(f"{MORE}/", b"..", external_attr=LINK), Unsafe, f"{MORE}/"),
    Alteration("device", _more(MORE, external_attr=DEVICE), Unsafe, MORE),
    Alteration("folder with content", _more(f"{MORE}/", b"x"), Unsafe, f"{MORE}/"),
    Alteration("packed by bzip2", _more(MORE, b"x" * 99, compress_type=pyzipper.ZIP_BZIP2), Unsafe, MORE),
    Alteration("packed by LZMA", _more(MORE, b"x" * 99, compress_type=pyzipper.ZIP_LZMA), Unsafe, MORE),
    Alteration("packed by nobody knows what", _bytes(_in_directory(INNER, 10, "<H", 77)), Unsafe, INNER),
    Alteration("bomb", lambda package: _zip(package, add=_bomb), Unsafe, MORE),
    Alteration("encrypted bomb", lambda package: _zip(package, add=_bomb, **LOCKED), Unsafe, MORE),
    Alteration("bomb that says to be small", _bytes(_quiet_bomb, add=_bomb), Unreadable, "data/x"),
    Alteration("size that nobody has", _bytes(_in_directory(INNER, 24, "<L", 0xFFFFFFF0)), Unsafe, INNER),
    Alteration("size a little too large", _bytes(_in_directory(INNER, 24, "<L", 9999)), Unsafe, INNER),
    Alteration("overlapping", _bytes(_overlapping), Unsafe, INNER),
    Alteration("one inside another", _bytes(_inside_another), Unsafe, f"{NAME}/data/电子档案/2015/校验清单.txt"),
    Alteration("two names for one entry", _bytes(_other_name), Unsafe, INNER),
    Alteration("behind the end", _bytes(_in_directory(INNER, 42, "<L", 0xFFFFFF00)), Unsafe, INNER),
    Alteration("content flipped", _bytes(_content_flipped(INNER)), Unreadable, PAPER_PATH),
    Alteration("wrong check sum", _bytes(_in_directory(INNER, 16, "<L", 7)), Unreadable, PAPER_PATH),
    Alteration("encrypted content flipped", _bytes(_content_flipped(INNER), **LOCKED), Unreadable, PAPER_PATH),
    Alteration(
        "bagit.txt flipped inside", _bytes(_content_flipped(f"{NAME}/bagit.txt"), **LOCKED), Unreadable, "bagit.txt"
    ),
    Alteration("old encryption", _old_encryption, Unsafe, INNER),
    Alteration("encryption beside none", _mixed, Unsafe, MORE),
    Alteration("wrong passphrase", lambda package: _zip(package, passphrase="another one"), WrongPackagePassphrase),
    Alteration("blank passphrase", lambda package: _zip(package, passphrase=" "), WrongPackagePassphrase),
    Alteration("first volume missing", _volumes(_without(0)), Missing, _volume(1)),
    Alteration("third volume missing", _volumes(_without(2)), Missing, _volume(3)),
    Alteration("volume that was asked for missing", _volumes(_without(1)), Missing, _volume(2)),
    Alteration("volume cut", _volumes(_volume_changed(1, lambda data: data[:-9])), Altered, _volume(2)),
    Alteration("volume emptied", _volumes(_volume_changed(1, lambda data: b"")), Altered, _volume(2)),
    Alteration(
        "first volume overwritten", _volumes(_volume_changed(0, lambda data: b"x" * len(data))), Altered, _volume(1)
    ),
    Alteration("first volumes exchanged", _volumes(_volumes_exchanged(0, 1)), Altered, _volume(1)),
    Alteration("inner volumes exchanged", _volumes_of_the_library_exchanged, Unreadable, DATABASE_PATH),
)
