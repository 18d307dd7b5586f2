"""Alterations of a package that is a folder: its files, its lists and what it says of itself."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from exports.handover.findings import (
    Altered,
    Missing,
    NotAPackage,
    Unexpected,
    Unreadable,
    Unsafe,
    WrongCount,
    WrongName,
)
from exports.handover.layout import BAG_INFO, BAGIT, MANIFEST, PAGE, TAG_MANIFEST
from tests.disasters.alterations import Alteration, changed, emptied, flipped, longer, of_file, truncated
from tests.exports.bags import (
    DATABASE_PATH,
    INFO_PATH,
    LIST_PATH,
    NAME,
    PAPER_PATH,
    TEXT_PATH,
    change_info,
    files_of,
    seal,
    seal_tags,
)

DOCX_PATH = PAPER_PATH.replace(".pdf", ".docx")
XML_PATH = "data/文件目录.XML"
LIBRARY = "data/其他/台帐库"
SCAN = "{scan}"
"""Stands for the path of a kept file, which bears the digest of its content."""
HARMS = {"flipped": flipped, "truncated": truncated, "emptied": emptied, "longer": longer}
FILES = (PAPER_PATH, DOCX_PATH, TEXT_PATH, XML_PATH, INFO_PATH, LIST_PATH, DATABASE_PATH, SCAN, BAG_INFO, PAGE)

Change = Callable[[Path], object]


def scan_of(package: Path) -> str:
    """The first kept file of the library inside."""
    return files_of(package, below=f"{LIBRARY}/attachments/")[0]


def _named(path: str, package: Path) -> str:
    return scan_of(package) if path == SCAN else path


def _changed_file(path: str, change: Callable[[bytes], bytes]) -> Change:
    return lambda package: of_file(_named(path, package), change)(package)


def _gone(path: str) -> Change:
    return lambda package: (package / _named(path, package)).unlink()


def _put(path: str, data: bytes = b"x") -> Change:
    def put(package: Path) -> None:
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_bytes(data)

    return put


def _renamed(path: str, name: str) -> Change:
    return lambda package: (package / path).rename((package / path).with_name(name))


def _lines(path: str, change: Callable[[list[str]], list[str]]) -> Change:
    def put(package: Path) -> None:
        lines = (package / path).read_text(encoding="utf-8").splitlines()
        (package / path).write_bytes("".join(f"{line}\n" for line in change(lines)).encode())

    return put


def _listed(line: str) -> Change:
    """One line more in the manifest, which the tag manifest knows of."""
    return _lines(MANIFEST, lambda lines: [*lines, line])


def _exchanged(lines: list[str]) -> list[str]:
    """Two papers have each other's digests."""
    digests = {path: digest for digest, path in (line.split(None, 1) for line in lines)}
    digests[PAPER_PATH], digests[DOCX_PATH] = digests[DOCX_PATH], digests[PAPER_PATH]
    return [f"{digest}  {path}" for path, digest in digests.items()]


def _other_digit(lines: list[str]) -> list[str]:
    digit = "0" if lines[0][0] != "0" else "1"
    return [digit + lines[0][1:], *lines[1:]]


def _exchange_names(package: Path) -> None:
    one, other = (package / path for path in (PAPER_PATH, DOCX_PATH))
    one.rename(package / "aside")
    other.rename(one)
    (package / "aside").rename(other)


def everything_in_files() -> Iterator[Alteration]:
    """Every sort of file, harmed in every way; what is sealed anew must be known by something else than a manifest."""
    for path in FILES:
        for name, change in HARMS.items():
            yield Alteration(f"{name} {path}", changed(_changed_file(path, change)), Altered, path)
        yield Alteration(f"missing {path}", changed(_gone(path)), Missing, path)
    for path in (LIST_PATH, DATABASE_PATH, SCAN):
        for name in ("flipped", "truncated", "longer"):
            harm = changed(_changed_file(path, HARMS[name]), seal)
            yield Alteration(f"{name} and sealed {path}", harm, Altered, path)
    for path in (TEXT_PATH, XML_PATH, INFO_PATH, DATABASE_PATH):
        yield Alteration(f"missing and sealed {path}", changed(_gone(path), seal), Missing, path)


FAKE = "0" * 64
CONTENT = (
    Alteration(
        "list of the submission missing", changed(_gone(LIST_PATH), seal), Missing, "data/电子档案/校验清单.txt"
    ),
    Alteration("paper missing and sealed", changed(_gone(PAPER_PATH), seal), WrongCount, INFO_PATH),
    Alteration("paper longer and sealed", changed(of_file(PAPER_PATH, longer), seal), WrongCount, INFO_PATH),
    Alteration("names exchanged", changed(_exchange_names), Altered, PAPER_PATH),
    Alteration("renamed", changed(_renamed(PAPER_PATH, "方案.pdf")), WrongName, PAPER_PATH),
    Alteration("suffix renamed", changed(_renamed(PAPER_PATH, "0001_实施方案.PDF")), WrongName, PAPER_PATH),
    Alteration("folder renamed", changed(_renamed("data/电子档案/2015", "2016")), WrongName, PAPER_PATH),
    Alteration(
        "moved",
        changed(lambda package: (package / PAPER_PATH).rename(package / "data" / "x.pdf")),
        WrongName,
        PAPER_PATH,
    ),
    Alteration("more in data", changed(_put("data/工具.exe")), Unexpected, "data/工具.exe"),
    Alteration("more beside data", changed(_put("autorun.inf")), Unexpected, "autorun.inf"),
    Alteration("more beside data, sealed", changed(_put("打开.exe"), seal), Unexpected, "打开.exe"),
    Alteration("more papers, sealed", changed(_put("data/电子档案/2015/多.pdf"), seal), WrongCount, INFO_PATH),
    Alteration("more in the library", changed(_put(f"{LIBRARY}/cache/a"), seal), Unexpected, f"{LIBRARY}/cache/a"),
    Alteration("key in the library", changed(_put(f"{LIBRARY}/ledger.key"), seal), Unexpected, f"{LIBRARY}/ledger.key"),
    Alteration("journal", changed(_put(f"{DATABASE_PATH}-journal"), seal), Unsafe, f"{DATABASE_PATH}-journal"),
    Alteration("write-ahead log", changed(_put(f"{DATABASE_PATH}-wal"), seal), Unsafe, f"{DATABASE_PATH}-wal"),
    Alteration("to be fetched", changed(_put("fetch.txt", b"http://x 1 data/x\n")), Unsafe, "fetch.txt"),
    Alteration("to be fetched, sealed", changed(_put("fetch.txt", b""), seal), Unsafe, "fetch.txt"),
)

LISTS = (
    Alteration("no bagit.txt", changed(_gone(BAGIT)), NotAPackage, NAME),
    Alteration("bagit.txt emptied", changed(of_file(BAGIT, emptied), seal), NotAPackage, BAGIT),
    Alteration("bagit.txt flipped", changed(of_file(BAGIT, flipped)), NotAPackage, BAGIT),
    Alteration(
        "bagit.txt marked", changed(of_file(BAGIT, lambda data: b"\xef\xbb\xbf" + data), seal), NotAPackage, BAGIT
    ),
    Alteration(
        "bagit.txt of a later version",
        changed(_lines(BAGIT, lambda _: ["BagIt-Version: 9.9", "x"])),
        NotAPackage,
        BAGIT,
    ),
    Alteration(
        "bagit.txt in GBK", changed(of_file(BAGIT, lambda data: data.replace(b"UTF-8", b"GBK"))), NotAPackage, BAGIT
    ),
    Alteration("bagit.txt in one line", changed(_lines(BAGIT, lambda lines: lines[:1])), NotAPackage, BAGIT),
    Alteration("no manifest", changed(_gone(MANIFEST)), Missing, MANIFEST),
    Alteration("no tag manifest", changed(_gone(TAG_MANIFEST)), Missing, TAG_MANIFEST),
    Alteration(
        "manifest of SHA-1 only", changed(_renamed(MANIFEST, "manifest-sha1.txt"), seal_tags), Missing, MANIFEST
    ),
    Alteration("manifest of SHA-1 too", changed(_put("manifest-sha1.txt"), seal_tags), Unexpected, "manifest-sha1.txt"),
    Alteration("digits in the manifest", changed(_lines(MANIFEST, _other_digit)), Altered, MANIFEST),
    Alteration("lines exchanged", changed(_lines(MANIFEST, _exchanged), seal_tags), Altered, PAPER_PATH),
    Alteration(
        "manifest with CRLF", changed(of_file(MANIFEST, lambda data: data.replace(b"\n", b"\r\n"))), Altered, MANIFEST
    ),
    Alteration(
        "manifest marked",
        changed(of_file(MANIFEST, lambda data: b"\xef\xbb\xbf" + data), seal_tags),
        Unreadable,
        MANIFEST,
    ),
    Alteration(
        "manifest in GBK",
        changed(of_file(MANIFEST, lambda data: data.decode().encode("gbk", "replace")), seal_tags),
        Unreadable,
        MANIFEST,
    ),
    Alteration(
        "manifest in UTF-16",
        changed(of_file(MANIFEST, lambda data: data.decode().encode("utf-16")), seal_tags),
        Unreadable,
        MANIFEST,
    ),
    Alteration(
        "manifest in UTF-32 without mark",
        changed(of_file(MANIFEST, lambda data: data.decode().encode("utf-32-le")), seal_tags),
        Unreadable,
        MANIFEST,
    ),
    Alteration("manifest emptied", changed(of_file(MANIFEST, emptied), seal_tags), Unexpected, PAPER_PATH),
    Alteration(
        "manifest cut",
        changed(_lines(MANIFEST, lambda lines: [each for each in lines if TEXT_PATH not in each][:1]), seal_tags),
        Unexpected,
        TEXT_PATH,
    ),
    Alteration(
        "line left out",
        changed(_lines(MANIFEST, lambda lines: [line for line in lines if PAPER_PATH not in line]), seal_tags),
        Unexpected,
        PAPER_PATH,
    ),
    Alteration(
        "line twice",
        changed(_lines(MANIFEST, lambda lines: [*lines, *(each for each in lines if TEXT_PATH in each)]), seal_tags),
        Unsafe,
        TEXT_PATH,
    ),
    Alteration("digest too short", changed(_listed(f"{FAKE[:-1]}  data/x"), seal_tags), Unreadable, MANIFEST),
    Alteration("words in the manifest", changed(_listed("不是清单"), seal_tags), Unreadable, MANIFEST),
    Alteration("listed and not there", changed(_listed(f"{FAKE}  data/多的.pdf"), seal_tags), Missing, "data/多的.pdf"),
    Alteration(
        "percent signs are no dots", changed(_listed(f"{FAKE}  data/%2e%2e/x"), seal_tags), Missing, "data/%2e%2e/x"
    ),
    Alteration("tag file as payload", changed(_listed(f"{FAKE}  bagit.txt"), seal_tags), Unsafe, "bagit.txt"),
    Alteration(
        "listed in capitals", changed(_listed(f"{FAKE}  {TEXT_PATH.lower()}"), seal_tags), Unsafe, TEXT_PATH.lower()
    ),
    Alteration("tag manifest digits", changed(_lines(TAG_MANIFEST, _other_digit)), Altered, BAG_INFO),
    Alteration("tag manifest emptied", changed(of_file(TAG_MANIFEST, emptied)), Unexpected, PAGE),
    Alteration(
        "tag manifest of payload",
        changed(_lines(TAG_MANIFEST, lambda lines: [*lines, f"{FAKE}  {TEXT_PATH}"])),
        Unsafe,
        TEXT_PATH,
    ),
)


def places_outside() -> Iterator[Alteration]:
    """Lines of the manifest that lead out of the package, or to what Windows takes for something else."""
    for path in (
        "../外面.txt",
        "data/../../外面.txt",
        "data/./x",
        "data//x",
        "/etc/passwd",
        "C:/Windows/win.ini",
        "c:x",
        "~/.bashrc",
        "data\\..\\..\\x",
        "//server/share/x",
        "data/CON",
        "data/nul.txt",
        "data/x.",
        "data/x ",
        "data/a:b",
        "data/a\x1bb",
        "data/\u202efdp.exe",
        "data/" + "长" * 90,
        "data/" + "a/" * 30 + "x",
        "data/" + "b" * 250,
        "data/%0aevil",
    ):
        shown = path.replace("%0a", "\n")
        yield Alteration(f"listed {path[:30]!r}", changed(_listed(f"{FAKE}  {path}"), seal_tags), Unsafe, shown)


def _oxum(words: str) -> Change:
    def put(package: Path) -> None:
        tags = (package / BAG_INFO).read_text(encoding="utf-8").splitlines()
        kept = [line for line in tags if not line.startswith("Payload-Oxum")]
        (package / BAG_INFO).write_bytes("".join(f"{line}\n" for line in (*kept, words) if line).encode())

    return put


def _info(**changes: object) -> Change:
    return lambda package: change_info(package, **changes)


def _info_bytes(data: bytes) -> Change:
    return of_file(INFO_PATH, lambda _: data)


NUMBERS = (
    Alteration("other Oxum", changed(_oxum("Payload-Oxum: 12345.6"), seal_tags), WrongCount, BAG_INFO),
    Alteration("no Oxum", changed(_oxum(""), seal_tags), WrongCount, BAG_INFO),
    Alteration("Oxum in words", changed(_oxum("Payload-Oxum: 很多"), seal_tags), WrongCount, BAG_INFO),
    Alteration("Oxum endless", changed(_oxum("Payload-Oxum: " + "9" * 5000 + ".1"), seal_tags), WrongCount, BAG_INFO),
    Alteration(
        "bag-info in GBK",
        changed(of_file(BAG_INFO, lambda data: data.decode().encode("gbk")), seal_tags),
        Unreadable,
        BAG_INFO,
    ),
    Alteration(
        "bag-info without names",
        changed(_lines(BAG_INFO, lambda lines: [*lines, "没有冒号"]), seal_tags),
        Unreadable,
        BAG_INFO,
    ),
    Alteration(
        "bag-info huge",
        changed(of_file(BAG_INFO, lambda data: data + b"A: b\n" * 300_000), seal_tags),
        Unreadable,
        BAG_INFO,
    ),
    Alteration("other uuid", changed(_info(package="0" * 8 + "-0000-0000-0000-" + "0" * 12)), WrongCount, BAG_INFO),
    Alteration("count of files", changed(_info(files=99)), WrongCount, INFO_PATH),
    Alteration("count of bytes", changed(_info(bytes=1)), WrongCount, INFO_PATH),
    Alteration("library denied", changed(_info(library=False)), Unexpected, DATABASE_PATH),
    Alteration("other digest of the list", changed(_info(submission_digest=FAKE)), Altered, LIST_PATH),
    Alteration("other digest of the library", changed(_info(library_digest=FAKE)), Altered, DATABASE_PATH),
    Alteration("facts no JSON", changed(_info_bytes(b"{"), seal), Unreadable, INFO_PATH),
    Alteration("facts nested", changed(_info_bytes(b"[" * 60_000), seal), Unreadable, INFO_PATH),
    Alteration("facts nested as objects", changed(_info_bytes(b'{"a":' * 12_000), seal), Unreadable, INFO_PATH),
    Alteration("facts huge", changed(_info_bytes(b" " * 10_000_000), seal), Unreadable, INFO_PATH),
    Alteration("facts a list", changed(_info_bytes(b"[]"), seal), Unreadable, INFO_PATH),
    Alteration(
        "facts a long number", changed(_info_bytes(b'{"format":' + b"9" * 60_000 + b"}"), seal), Unreadable, INFO_PATH
    ),
    Alteration("facts twice", changed(_info_bytes(b'{"format": 1, "format": 1}'), seal), Unreadable, INFO_PATH),
    Alteration(
        "facts in UTF-16",
        changed(of_file(INFO_PATH, lambda data: data.decode().encode("utf-16")), seal),
        Unreadable,
        INFO_PATH,
    ),
    Alteration("facts of a later form", changed(_info(format=2)), Unreadable, INFO_PATH),
    Alteration("facts without unit", changed(_info(unit=None)), Unreadable, INFO_PATH),
    Alteration("facts for something else", changed(_info(purpose="steal")), Unreadable, INFO_PATH),
    Alteration("facts by MD5", changed(_info(algorithm="MD5")), Unreadable, INFO_PATH),
)


def _linked(path: str, target: str) -> Change:
    def put(package: Path) -> None:
        (package / path).unlink(missing_ok=True)
        (package / path).symlink_to(target)

    return put


def _linked_to_the_same(package: Path) -> None:
    shutil.copy(package / PAPER_PATH, package.parent / "外面.pdf")
    _linked(PAPER_PATH, str(package.parent / "外面.pdf"))(package)


def _nested(package: Path) -> None:
    (package / "data" / Path(*("深" for _ in range(40)))).mkdir(parents=True)


_COMPOSED = PAPER_PATH.replace("0001_实施方案", "é")
_APART = unicodedata.normalize("NFD", "é.pdf")
POSIX = (
    Alteration("link to the same content", changed(_linked_to_the_same), Unsafe, PAPER_PATH),
    Alteration("link to a password file", changed(_linked("data/x", "/etc/passwd"), seal_tags), Unsafe, "data/x"),
    Alteration("link to nothing", changed(_linked("data/x", "没有")), Unsafe, "data/x"),
    Alteration("link to its own folder", changed(_linked("data/x", ".")), Unsafe, "data/x"),
    Alteration("link to the root", changed(_linked("data/x", "/")), Unsafe, "data/x"),
    Alteration("pipe", changed(lambda package: os.mkfifo(package / "data" / "x")), Unsafe, "data/x"),
    Alteration("manifest a link", changed(_linked(MANIFEST, "bagit.txt")), Unsafe, MANIFEST),
    Alteration("folders in folders", changed(_nested), Unsafe, "data/" + "/".join("深" * 24)),
    Alteration(
        "composed otherwise",
        changed(_renamed(PAPER_PATH, "é.pdf"), seal, _renamed(_COMPOSED, _APART)),
        WrongName,
        _COMPOSED,
    ),
    Alteration("only capitals differ", changed(_put(PAPER_PATH.replace(".pdf", ".PDF"))), Unsafe, PAPER_PATH),
    Alteration("backslash in a name", changed(_put("data/a\\b")), Unsafe, "data/a\\b"),
    Alteration("device of Windows", changed(_put("data/com1.txt"), seal), Unsafe, "data/com1.txt"),
    Alteration("space at the end", changed(_put("data/a ")), Unsafe, "data/a "),
    Alteration("line end in a name", changed(_put("data/a\nb")), Unsafe, "data/a\nb"),
)

ALTERATIONS = (
    *everything_in_files(),
    *CONTENT,
    *LISTS,
    *places_outside(),
    *NUMBERS,
    *(POSIX if sys.platform != "win32" else ()),
)
