"""Ledgers for tests: the same times and uids every time, and invented people."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledger.attachments import Inspected
from ledger.book import Ledger
from ledger.kinds import KINDS

START = dt.datetime(2015, 6, 1, 8, 0, 0, tzinfo=dt.UTC)
OPINION = {
    "number": 1,
    "date": "2015.7.2",
    "source": "座谈会",
    "content": "建议增加午间值班窗口",
    "handler": "沈文君",
    "status": "办理中",
}


def ticking() -> Callable[[], dt.datetime]:
    """A clock that goes on by one minute each time it is looked at."""
    minutes = itertools.count()
    return lambda: START + dt.timedelta(minutes=next(minutes))


def counting() -> Callable[[], str]:
    """Uids uid-1, uid-2 and so on."""
    numbers = itertools.count(1)
    return lambda: f"uid-{next(numbers)}"


def new_book(folder: Path, *, who: str = "沈文君", scheme_id: str = "qidong-2015") -> Ledger:
    """A new open ledger in `folder`/台帐库."""
    return Ledger.create(
        folder / "台帐库",
        unit="第五税务分局",
        year=2015,
        scheme_id=scheme_id,
        who=who,
        clock=ticking(),
        new_uid=counting(),
    )


def closed_book(folder: Path, *opinions: dict[str, object]) -> Path:
    """A library with the person 沈文君 and some opinions in it, closed; its folder."""
    with new_book(folder) as book:
        book.add("person", {"name": "沈文君"})
        book.add_many("opinion", opinions or [OPINION])
        return book.path


def as_scan(path: Path) -> Inspected:
    """An inspector that takes everything for a one-page PDF."""
    return Inspected("application/pdf", ".pdf", 1, None)


@contextlib.contextmanager
def as_plain_user() -> Iterator[None]:
    """Run the body without the rights of root, for whom no folder is read-only; skips where that cannot be had."""
    if sys.platform == "win32":
        pytest.skip("文件夹权限的测试只在 Linux 上做")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def sample(slug: str, **values: object) -> dict[str, object]:
    """The samples of a kind's required fields that need no other record, and `values`."""
    kind = next(kind for kind in KINDS if kind.slug == slug)
    samples = {field.name: field.sample for field in kind.fields if field.required and field.sample not in ("", None)}
    return {**samples, **values}
