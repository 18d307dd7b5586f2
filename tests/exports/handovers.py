"""A small library to be packed, and packages made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import exports.intake
from exports.handover.job import Made, Medium, PackageJob
from exports.handover.layout import Purpose
from exports.handover.packing import make_package
from ledger.book import Ledger
from tests.exports.scans import picture, scan
from tests.ledger.books import counting, ticking

NOW = dt.datetime(2015, 11, 30, 3, tzinfo=dt.UTC)
NAME = "移交包_第五税务分局_20151130"
PASSPHRASE = "Rain&Shine 2015"


def library(folder: Path, *, unit: str = "第五税务分局", name: str = "", title: str = "创建活动实施细则") -> Path:
    """A library with a plan that has a scan, and a register whose second entry has a photo."""
    place, files = folder / "台帐库", folder / "来件"
    files.mkdir(parents=True)
    (files / "方案 & <签字>.pdf".replace("<", "＜").replace(">", "＞")).write_bytes(scan(2))
    (files / "䶮𠮷'现场'.jpg").write_bytes(picture("seagreen"))
    with Ledger.create(
        place,
        unit=unit,
        year=2015,
        scheme_id="qidong-2015",
        name=name,
        who="沈文君",
        clock=ticking(),
        new_uid=counting(),
    ) as ledger:
        plan = ledger.add("campaign_plan", {"title": title})
        ledger.attach(plan.uid, next(files.glob("*.pdf")), role="signed", inspect=exports.intake.inspect)
        _, second = ledger.add_many(
            "opinion",
            [
                {"number": 1, "date": "2015.7.2", "source": "座谈会", "content": "增加午间窗口", "handler": "沈文君"},
                {"number": 2, "date": "2015.7.3", "source": "意见箱", "content": "导税台没有人", "handler": "䶮𠮷"},
            ],
        )
        ledger.attach(second.uid, next(files.glob("*.jpg")), role="photo", inspect=exports.intake.inspect)
    return place


def job(dest: Path, purpose: Purpose = Purpose.ARCHIVE, **wishes: object) -> PackageJob:
    """A package in the bundled faces, so that it is the same on any machine."""
    dest.mkdir(exist_ok=True)
    plain = PackageJob(dest, "沈文君", NOW, "0.6", purpose, medium=Medium("U盘，32GB", "1", "1"), bundled_only=True)
    return replace(plain, workers=1, **wishes)  # type: ignore[arg-type]


def packed(place: Path, dest: Path, purpose: Purpose = Purpose.ARCHIVE, **wishes: object) -> Made:
    """The package of a library, made in `dest`."""
    with Ledger.open(place, read_only=True, who="沈文君") as ledger:
        return make_package(ledger, job(dest, purpose, **wishes))
