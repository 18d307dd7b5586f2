"""What a repair regained, mended and lost, told record by record where their names are still known."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger.doctor.findings import Examination
from ledger.doctor.gathering import Gathered, Regained
from ledger.doctor.patient import Patient
from ledger.doctor.refitting import Refitted
from ledger.doctor.structure import TABLES
from ledger.store.blueprint import Refused, Row


class Fate(enum.Enum):
    """What became of something that was not whole."""

    REGAINED = "找回"
    MENDED = "补正"
    KEPT = "留待核对"
    LOST = "丢失"


CONTENTS = "记录内容"
"""The sort of what was lost of a record that is there itself."""


@dataclass(frozen=True)
class Outcome:
    """What became of one thing: its sort (记录、历史、附件文件 …), what it is called, the sentence, and its uid."""

    fate: Fate
    sort: str
    title: str
    sentence: str
    uid: str = ""


@dataclass(frozen=True)
class Repaired:
    """A repaired copy that opens, what became of everything that was not whole, and the examination of the copy."""

    folder: Path
    outcomes: tuple[Outcome, ...]
    after: Examination

    def of(self, fate: Fate) -> tuple[Outcome, ...]:
        """The outcomes of one fate."""
        return tuple(each for each in self.outcomes if each.fate is fate)

    @property
    def lost(self) -> tuple[Outcome, ...]:
        """What was lost."""
        return self.of(Fate.LOST)


_NAMED = ("record", "attachment", "attachment_file", "campaign")
"""Tables whose rows have a name that the clerk knows."""
_MARKED = "里有读不出来的字，用“\N{REPLACEMENT CHARACTER}”代替了，请对照原件改正"


def of_rows(found: Gathered, refused: tuple[Refused, ...], copy: Patient) -> Iterator[Outcome]:
    """What became of the rows; `copy` is what stands in the repaired library."""
    yield from _all_regained(found.regained, copy)
    for table, row in found.mended:
        uid = str(row.get("uid") or "")
        title = _title(table, row, copy)
        yield Outcome(Fate.MENDED, TABLES[table], title, f"{TABLES[table]}：{title}{_MARKED}。", uid)
    for row in found.cut:
        title, uid = _title("record", row, copy), str(row["uid"])
        sentence = f"{title}只剩前面一部分，断处以后的内容丢失了，请对照原件补上。"
        yield Outcome(Fate.LOST, CONTENTS, title, sentence, uid)
    for table, row in refused:
        title = _title(table, row, copy)
        sentence = f"{TABLES[table]}：{title}所属的内容丢失了，它也没有保住。"
        yield Outcome(Fate.LOST, TABLES[table], title, sentence, str(row.get("uid") or ""))
    yield from _lost_records(found, copy)
    for table, numbers in found.missing.items():
        if numbers and table != "record":
            title = f"{len(numbers)}条"
            yield Outcome(Fate.LOST, TABLES[table], title, f"{TABLES[table]}丢失{title}。")
    if found.uncounted:
        names = "、".join(TABLES[table] for table in found.uncounted)
        sentence = f"可能还丢失了一些{names}，条数无从得知，请对照原件查一遍。"
        yield Outcome(Fate.LOST, names, "条数不明", sentence)


def _all_regained(regained: list[Regained], copy: Patient) -> Iterator[Outcome]:
    """What came out of backups: records and attachments one by one, the rest counted."""
    counted = Counter((each.table, each.backup) for each in regained if each.table not in _NAMED)
    for (table, backup), count in counted.items():
        sentence = f"{TABLES[table]}有{count}条从备份“{backup}”找回。"
        yield Outcome(Fate.REGAINED, TABLES[table], f"{count}条", sentence)
    for each in regained:
        if each.table in _NAMED:
            uid = str(each.row.get("uid") or "")
            state = "，是较早的内容" if each.earlier else ""
            title = _title(each.table, each.row, copy)
            sentence = f"{TABLES[each.table]}：{title}从备份“{each.backup}”找回{state}。"
            yield Outcome(Fate.REGAINED, TABLES[each.table], title, sentence, uid)


def _lost_records(found: Gathered, copy: Patient) -> Iterator[Outcome]:
    """Records that are nowhere: by the names that the history has of them, the others by number only."""
    names = copy.names
    told: set[str] = set()
    for row in found.unreadable:
        uid = row["uid"] if isinstance(row["uid"], str) else ""
        told.add(uid)
        yield _lost_record(uid, names.get(uid, ""), str(row["kind"]), copy)
    gone = [uid for uid in names if uid not in copy.by_uid and uid not in told]
    for uid in gone:
        yield _lost_record(uid, names[uid], "", copy)
    unnamed = len(found.missing.get("record", ())) - len(gone)
    if unnamed > 0:
        yield Outcome(Fate.LOST, "记录", f"{unnamed}条", f"另有{unnamed}条记录丢失，历史里查不到名称。")


def _lost_record(uid: str, name: str, slug: str, copy: Patient) -> Outcome:
    kind = copy.kinds.get(slug)
    sort = kind.title if kind else "记录"
    title = f"“{name}”" if name else f"编号{uid[:8] or '不明'}"
    return Outcome(Fate.LOST, "记录", name, f"{sort}{title}丢失了，请从纸质材料补登。", uid)


def of_files(done: Refitted) -> Iterator[Outcome]:
    """What became of the files."""
    for name in done.regained:
        yield Outcome(Fate.REGAINED, "附件文件", name, f"附件“{name}”的文件从备份里找回。")
    for name in done.remade:
        yield Outcome(Fate.REGAINED, "转正图片", name, f"附件“{name}”的转正图片补上了。")
    for name, why in done.spoilt:
        yield Outcome(Fate.KEPT, "附件文件", name, f"附件“{name}”的文件{why}，原样带了过来，请从纸质原件重新扫描。")
    for name, why in done.lost:
        yield Outcome(Fate.LOST, "附件文件", name, f"附件“{name}”的文件{why}，备份里也没有，请从纸质原件重新扫描。")
    for name in done.without_upright:
        yield Outcome(Fate.LOST, "转正图片", name, f"附件“{name}”的转正图片做不出来，原件修好后会有。")


_TANGLED = ("reference", "never used", "overflow")
"""Words by which SQLite's check tells that pages of long texts are not where they belong."""
_LONG = 4000  # bytes; what is longer stands on pages of its own


def tangled(patient: Patient) -> Iterator[Outcome]:
    """Long texts of a database whose pages are not where they belong: any of them may be another's."""
    if not any(word in fault for fault in patient.salvaged.faults for word in _TANGLED):
        return
    long = {table: [row for row in patient.salvaged.rows(table) if _is_long(row)] for table in ("record", "change")}
    for row in long["record"]:
        record = patient.by_uid.get(str(row["uid"]))
        title = patient.title(record) if record else f"编号{str(row['uid'])[:8]}"
        sentence = f"{title}的长文字在数据库里占的页可能串了，请对照原件核对。"
        yield Outcome(Fate.KEPT, TABLES["record"], title, sentence, str(row["uid"]))
    if long["change"]:
        count = len(long["change"])
        sentence = f"历史里有{count}条长文字占的页可能串了，看的时候请留意。"
        yield Outcome(Fate.KEPT, TABLES["change"], f"{count}条", sentence)


def _is_long(row: Row) -> bool:
    return sum(len(str(value).encode("utf-8", "replace")) for value in row.values()) > _LONG


def _title(table: str, row: Row, copy: Patient) -> str:
    if table == "record":
        record = copy.by_uid.get(str(row["uid"]))
        return copy.title(record) if record else f"编号{str(row['uid'])[:8]}"
    if table in ("attachment", "attachment_file", "campaign"):
        return f"“{row['name']!s}”"
    return f"第{row['id']!s}条"
