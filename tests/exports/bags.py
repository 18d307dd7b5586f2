"""Small handover packages for tests of the receiving side: built quickly, altered at will, sealed anew."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyzipper

from exports.handover.bag import bag_info, make_bag
from exports.handover.layout import (
    ARCHIVE,
    BAG_INFO,
    DATABASE,
    DIRECTORY,
    EXPLANATION,
    INFO,
    LIBRARY,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    PackageInfo,
    Purpose,
    info_json,
)
from exports.intake import inspect
from exports.manifest import MANIFEST_NAME
from ledger.book import Ledger
from ledger.exported import BoundPaper, BoundVolume
from tests.exports.scans import scan
from tests.ledger.books import OPINION, new_book

NAME = "移交包_第五税务分局_20151130"
NOW = dt.datetime(2015, 11, 30, 3, tzinfo=dt.UTC)
UID = "eb153f76-b41e-5bba-a22c-a13652c02785"
INFO_PATH = f"{PAYLOAD}/{INFO}"
DATABASE_PATH = f"{PAYLOAD}/{LIBRARY}/{DATABASE}"
LIST_PATH = f"{PAYLOAD}/{ARCHIVE}/2015/{MANIFEST_NAME}"
PAPER_PATH = f"{PAYLOAD}/{ARCHIVE}/2015/01_组织领导/0001_实施方案.pdf"
TEXT_PATH = f"{PAYLOAD}/{EXPLANATION}"

_COLUMNS = [{"label": "地点", "type": "文字", "required": "是"}]
_BOUND = BoundVolume("5" * 64, 2, True, False, "outer", (BoundPaper("a", "1", "方案", 1, 1, ("7" * 64, ""), "", 0),))


def rich_library(folder: Path) -> Path:
    """A closed library with one of everything that is kept, a register of its own and a deleted record among it."""
    scans = {name: folder / f"{name}.pdf" for name in ("签字页", "𠮷安路'现场'", "撤下")}
    for pages, path in enumerate(scans.values(), 1):
        path.write_bytes(scan(pages))
    with new_book(folder) as book:
        book.add("person", {"name": "沈文君"})
        first, second, gone = book.add_many("opinion", [{**OPINION, "number": number} for number in (1, 2, 3)])
        book.edit(first.uid, {"content": "䶮字也要留住"})
        book.attach(first.uid, scans["签字页"], role="signed", inspect=inspect)
        book.attach(second.uid, scans["𠮷安路'现场'"], role="photo", inspect=inspect)
        book.detach(book.attach(second.uid, scans["撤下"], role="annex", inspect=inspect).uid)
        book.delete(gone.uid)
        book.add("own_register", {"title": "安全巡查", "code": "patrol", "paper": "巡查簿", "columns": _COLUMNS})
        book.add("own-patrol", {"地点": "大厅"})
        book.change_scheme({"rule.unknown": "zero"}, "会议决定")
        book.note_export(_BOUND, folder / "报送")
        return book.path


def bag(folder: Path, library: Path | None = None, *, purpose: Purpose = Purpose.COLLEAGUE) -> Path:
    """A package in `folder`, with a copy of the library inside when one is given."""
    package = folder / NAME
    archive = package / ARCHIVE / "2015"
    files = {
        archive / "01_组织领导" / "0001_实施方案.pdf": b"%PDF-1.4 " + b"plan" * 99,
        archive / "01_组织领导" / "0001_实施方案.docx": b"PK\x03\x04 plan" * 99,
        archive / MANIFEST_NAME: "校验清单\n".encode(),
        package / EXPLANATION: "\ufeff载体说明\r\n".encode(),
        package / DIRECTORY: '<?xml version="1.0" encoding="UTF-8"?><目录/>'.encode(),
    }
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    campaign, records = "uid-1", 0
    if library is not None:
        (package / LIBRARY).parent.mkdir(parents=True, exist_ok=True)
        with Ledger.open(library, read_only=True) as ledger:
            ledger.copy_to(package / LIBRARY)
            campaign, records = ledger.campaign.uid, len(ledger.records())
    (package / INFO).parent.mkdir(parents=True, exist_ok=True)
    (package / INFO).write_bytes(info_json(_info(package, campaign, records, purpose, library is not None)))
    make_bag(package, bag_info("第五税务分局", "2015年度创建活动", UID, NOW, "0.6"), b"<!doctype html>")
    return package


def _info(package: Path, campaign: str, records: int, purpose: Purpose, library: bool) -> PackageInfo:
    inside = [path for path in (package / ARCHIVE).rglob("*") if path.is_file()]
    return PackageInfo(
        package=UID,
        made=NOW,
        by="沈文君",
        unit="第五税务分局",
        year=2015,
        campaign=campaign,
        campaign_name="“人民满意服务示范窗口”创建活动",
        scheme="qidong-2015",
        program="0.6",
        purpose=purpose,
        library=library,
        records=records,
        files=len(inside),
        size=sum(path.stat().st_size for path in inside),
        submission_digest=sha256(package / ARCHIVE / "2015" / MANIFEST_NAME),
        library_digest=sha256(package / LIBRARY / DATABASE) if library else "",
    )


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files_of(folder: Path, *, below: str = "") -> list[str]:
    """The files of a package by their path with /, sorted."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path.startswith(below))


def seal(package: Path) -> None:
    """Write the manifests and the Payload-Oxum anew, as somebody would who wants to be believed."""
    payload = files_of(package, below=f"{PAYLOAD}/")
    lines = "".join(f"{sha256(package / path)}  {path}\n" for path in payload)
    (package / MANIFEST).write_bytes(lines.encode())
    size = sum((package / path).stat().st_size for path in payload)
    tags = (package / BAG_INFO).read_text(encoding="utf-8").splitlines()
    kept = [line for line in tags if not line.startswith("Payload-Oxum")]
    (package / BAG_INFO).write_bytes("\n".join([*kept, f"Payload-Oxum: {size}.{len(payload)}", ""]).encode())
    seal_tags(package)


def seal_tags(package: Path) -> None:
    """Write the tag manifest anew over whatever the other lists say."""
    tags = [path for path in files_of(package) if not path.startswith(f"{PAYLOAD}/") and path != TAG_MANIFEST]
    (package / TAG_MANIFEST).write_bytes("".join(f"{sha256(package / path)}  {path}\n" for path in tags).encode())


def change_info(folder: Path, **changes: Any) -> None:
    """Write other facts into 移交信息.json and seal the package anew."""
    path = folder / INFO_PATH
    facts = {**json.loads(path.read_text(encoding="utf-8")), **changes}
    path.write_text(json.dumps({key: value for key, value in facts.items() if value is not None}), encoding="utf-8")
    seal(folder)


def put_database(package: Path, data: bytes) -> None:
    """Exchange the database inside, and have everything else say so."""
    (package / DATABASE_PATH).write_bytes(data)
    change_info(package, library_digest=sha256(package / DATABASE_PATH))


def zipped(
    package: Path,
    target: Path,
    *,
    passphrase: str = "",
    front: str = f"{NAME}/",
    add: Callable[[pyzipper.AESZipFile], None] | None = None,
) -> Path:
    """The package as a zip, AES-256 with a passphrase; `add` puts more into it."""
    with pyzipper.AESZipFile(target, "w", compression=pyzipper.ZIP_DEFLATED) as archive:
        if passphrase:
            archive.setpassword(passphrase.encode())
            archive.setencryption(pyzipper.WZ_AES, nbits=256)
        for path in files_of(package):
            archive.writestr(f"{front}{path}", (package / path).read_bytes())
        if add is not None:
            add(archive)
    return target


def split(archive: Path, size: int) -> list[Path]:
    """The archive cut into volumes of `size` bytes; it goes away itself."""
    data = archive.read_bytes()
    archive.unlink()
    volumes = []
    for number, start in enumerate(range(0, len(data), size), 1):
        volumes.append(archive.with_name(f"{archive.name}.{number:03}"))
        volumes[-1].write_bytes(data[start : start + size])
    return volumes
