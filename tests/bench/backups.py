"""What closing a library costs when its backup is due, against copying its database with cp and fsync."""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from pathlib import Path

from ledger.attachments import Inspected
from ledger.backup import is_needed
from ledger.book import Ledger
from ledger.durable import sync_file
from ledger.library import Library
from tests.bench import window_library
from tests.bench.place import Place
from tests.bench.report import Entry, Figure, once
from tests.bench.timing import Spread

RECORDS, FILES, ROUNDS = 10_000, 500, 15
MOST = 1.5
"""How many times as long as cp and fsync the closing may take."""
_SIZE = 40_000  # bytes of an attachment


def measure(place: Place) -> list[Entry]:
    """Close and copy in turn, after a change each time; the first round does not count."""
    library = place.folder("backup") / "台帐库"
    window_library.build(library, RECORDS)
    attach(library, FILES)
    with Ledger.open(library) as ledger:
        ledger.backup()
    files = kept(library)
    rounds = [
        (closing(library, number, paused=False), closing(library, number, paused=True), copying(library))
        for number in range(ROUNDS + 1)
    ]
    return figures(rounds[1:], (Library(library).database.stat().st_size, kept(library) == files))


def figures(rounds: list[tuple[float, float, float]], facts: tuple[int, bool]) -> list[Entry]:
    """The seconds round by round (at once, after a pause, cp) as figures.

    `facts` are the size of the database, and whether no file came anew.
    """
    size, same = facts
    ours, paused, theirs = map(list, zip(*rounds, strict=True))
    ratio, rested = (
        Spread.of([mine / other for mine, other in zip(each, theirs, strict=True)]) for each in (ours, paused)
    )
    note = f"{RECORDS:,}条记录、{FILES}个附件，数据库{size / 1e6:.1f} MB"
    return [
        Figure("备份：关闭台帐库", Spread.of(ours), "秒", note=f"{note}；改过一条，附件都已备份过"),
        Figure("备份：cp 和 fsync", Spread.of(theirs), "秒", note="只复制 ledger.db"),
        Figure("备份：关闭 / cp 和 fsync", ratio, most=MOST, note="改过以后马上关闭"),
        Figure("备份：停下来以后关闭 / cp 和 fsync", rested, most=MOST, note="停了三分钟，备份那时已经做好"),
        Figure("备份：又复制了一遍的附件", once(0 if same else 1), "个", most=0, note="看文件的时间和编号有没有变"),
    ]


def attach(library: Path, count: int) -> None:
    """Give the opinions so many attachments, every second one a picture with an upright one beside it."""
    source = library.parent / "扫描.bin"
    with Ledger.open(library) as ledger:
        uids = [record.uid for record in ledger.records(window_library.KIND)]
        for number in range(count):
            content = hashlib.shake_256(f"file {number}".encode()).digest(_SIZE)
            source.write_bytes(content)
            normal = content[::-1] if number % 2 else None
            inspected = Inspected(
                "image/jpeg" if normal else "application/pdf", ".jpg" if normal else ".pdf", 1, normal
            )
            ledger.attach(uids[number % len(uids)], source, role="photo", inspect=lambda _, it=inspected: it)


def closing(library: Path, number: int, *, paused: bool) -> float:
    """Change a record, then the seconds of what the window does at its close: at once, or after its backup `paused`."""
    ledger = Ledger.open(library)
    record = ledger.records(window_library.KIND)[number]
    ledger.edit(record.uid, {"content": f"关闭以前改过的第{number}条，{paused}"})
    if paused:
        ledger.backup()
    os.sync()
    begun = time.perf_counter()
    if is_needed(Library(library)):
        ledger.backup(tidy=False)
    ledger.close()
    return time.perf_counter() - begun


def copying(library: Path) -> float:
    """The seconds of cp, and of having the copy written to the disk."""
    source, target = Library(library).database, library.parent / "副本.db"
    target.unlink(missing_ok=True)
    os.sync()
    begun = time.perf_counter()
    subprocess.run(["cp", source, target], check=True)
    sync_file(target)
    return time.perf_counter() - begun


def kept(library: Path) -> dict[str, tuple[int, int]]:
    """Number and time of each file that the backups share: one that was copied again has others."""
    found = (path for path in (Library(library).backups / "files").rglob("*") if path.is_file())
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}
