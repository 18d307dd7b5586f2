"""The examination: what each kind of fault is called, where it is, and that nothing is written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledger.book import Ledger
from ledger.doctor.examination import ExaminationStopped, examine
from ledger.doctor.findings import Examination, Severity
from ledger.library import Library, NotALibrary
from tests.disasters.wards import NOW, Ward, ward
from tests.ledger.books import OPINION, closed_book


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    return ward(tmp_path_factory.mktemp("ward"), backup=True)


def looked_over(library: Path) -> Examination:
    """The examination, without what depends on the disk that the tests run on."""
    return examine(Library(library), now=NOW)


def sql(library: Path, statements: str) -> None:
    """Change the database past the program."""
    with closing(sqlite3.connect(library / "ledger.db")) as db:
        db.executescript(statements)


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Contents and times of every file."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_a_sound_library_has_no_findings_and_everything_was_counted(healthy: Ward) -> None:
    found = looked_over(healthy.folder)
    assert found.sound and not [each for each in found.findings if each.code != "exposed"]
    counts = dict(found.counts)
    assert (counts["记录"], counts["附件文件"], counts["备份"]) == (11, 2, 1)


def test_nothing_is_written_not_even_a_lock_also_beside_a_writer(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    before = tree(library)
    looked_over(library)
    assert tree(library) == before
    with Ledger.open(library):
        before = tree(library)
        found = looked_over(library)
        assert tree(library) == before
        assert [each.code for each in found.findings if each.code != "exposed"] == ["in-use"] and found.sound


FAULTS: tuple[tuple[str, str, Severity, str], ...] = (
    ("UPDATE record SET data = 'x' WHERE uid = 'uid-3'", "unreadable-record", Severity.DAMAGE, "建议之1"),
    ("UPDATE record SET changed = 'x' WHERE uid = 'uid-3'", "unreadable-record", Severity.DAMAGE, "时间"),
    ("UPDATE record SET revision = 0 WHERE uid = 'uid-3'", "unreadable-record", Severity.DAMAGE, "修改次数"),
    (
        "UPDATE record SET data = replace(data, '2015-07-02', '2015-07-0q'), revision = 9 WHERE uid = 'uid-3'",
        "spoilt-value",
        Severity.FAULT,
        "日期",
    ),
    ("UPDATE record SET kind = 'opinioo' WHERE uid = 'uid-3'", "unknown-kind", Severity.DAMAGE, "opinioo"),
    ("UPDATE record SET uid = 'uid-x' WHERE uid = 'uid-3'", "unknown-subject", Severity.FAULT, "建议之1"),
    ("UPDATE record SET uid = 'uid-x' WHERE uid = 'uid-3'", "no-beginning", Severity.FAULT, "建议之1"),
    ("UPDATE record SET uid = 'uid-x' WHERE uid = 'uid-2'", "broken-link", Severity.FAULT, "承办人"),
    (
        "UPDATE record SET changed = '2014-01-01T00:00:00+00:00', revision = 2 WHERE uid = 'uid-3'",
        "changed-before-made",
        Severity.FAULT,
        "早于",
    ),
    ("UPDATE record SET changed = created WHERE uid = 'uid-6'", "stale-record", Severity.DAMAGE, "历史旧"),
    ("UPDATE record SET revision = 3 WHERE uid = 'uid-3'", "no-changes", Severity.FAULT, "改过2次"),
    ("UPDATE change SET at = 'x' WHERE id = 2", "broken-time", Severity.DAMAGE, "历史里有1条"),
    ("UPDATE change SET at = '2099-01-01T00:00:00+00:00' WHERE id = 2", "future-times", Severity.NOTE, "2099-01-01"),
    ("UPDATE change SET who = '别人' WHERE id = 2", "altered-row", Severity.FAULT, "历史里有1条与备份"),
    (
        "UPDATE record SET data = replace(data, '建议之1', '建议之7') WHERE uid = 'uid-3'",
        "altered-record",
        Severity.FAULT,
        "建议之7",
    ),
    ("UPDATE campaign SET scheme_text = 'id = ['", "spoilt-scheme", Severity.DAMAGE, "活动方案"),
    ("UPDATE campaign SET scheme_text = scheme_text || '# x'", "altered-scheme", Severity.FAULT, "活动方案的条文"),
    ("UPDATE change SET new = CAST(x'E5BB' AS TEXT) WHERE id = 2", "garbled-text", Severity.DAMAGE, "乱码"),
    ("CREATE VIEW spy AS SELECT * FROM record", "strange-schema", Severity.DAMAGE, "spy"),
    (
        "CREATE TRIGGER spy AFTER INSERT ON record BEGIN DELETE FROM change; END",
        "strange-schema",
        Severity.DAMAGE,
        "spy",
    ),
    ("CREATE TABLE notes (text)", "strange-schema", Severity.DAMAGE, "notes"),
    ("DROP INDEX record_kind_deleted_at", "strange-schema", Severity.DAMAGE, "record_kind_deleted_at"),
    ("PRAGMA application_id = 1", "foreign-database", Severity.DAMAGE, "标记"),
    ("PRAGMA user_version = 77", "spoilt-version", Severity.DAMAGE, "第77版"),
    (
        "PRAGMA foreign_keys = OFF; UPDATE attachment SET file_id = 99 WHERE id = 1",
        "broken-reference",
        Severity.DAMAGE,
        "1处",
    ),
    (
        "UPDATE record SET deleted_at = '2015-06-05T00:00:00+00:00', revision = 5 WHERE uid = 'uid-2'",
        "link-to-bin",
        Severity.NOTE,
        "回收站",
    ),
    (
        "UPDATE record SET data = replace(data, '\"number\":4', '\"number\":44'), revision = 9 WHERE uid = 'uid-6'",
        "serial-number-gap",
        Severity.FAULT,
        "序号缺",
    ),
)


@pytest.mark.parametrize(("statements", "code", "severity", "words"), FAULTS)
def test_every_fault_has_its_name_its_weight_and_a_sentence(
    healthy: Ward, tmp_path: Path, statements: str, code: str, severity: Severity, words: str
) -> None:
    library = healthy.copy(tmp_path / "库")
    sql(library, statements)
    found = looked_over(library)
    (finding,) = (each for each in found.findings if each.code == code)
    assert finding.severity is severity and words in finding.sentence
    assert finding.words.endswith("。") and finding.next_step
    assert found.worst >= severity


def spoil_definition(library: Path, definition: dict[str, Any]) -> None:
    """Add a definition of a register that no program writes so."""
    data = json.dumps(definition, ensure_ascii=False).replace("'", "''")
    sql(
        library,
        "INSERT INTO record (uid, kind, campaign_id, data, created, changed, revision) SELECT 'own', 'own_register', "
        f"1, '{data}', created, created, 1 FROM record WHERE uid = 'uid-3'",
    )


def test_a_spoilt_definition_of_an_own_register_is_told(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    spoil_definition(library, {"code": "visits", "title": "来访", "columns": []})
    (finding,) = (each for each in looked_over(library).findings if each.code == "own-unreadable")
    assert "“来访”" in finding.sentence and finding.about == ("own",)


def test_ballots_need_no_history_of_their_own_and_are_never_shown(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    at = "'2015-06-05T00:00:00+00:00'"
    data = '{"group":"群众","score":"61.5"}'
    for number in range(2):
        sql(
            library,
            f"INSERT INTO record (uid, kind, campaign_id, data, created, changed, revision) "
            f"VALUES ('b{number}', 'ballot', 1, '{data if number else 'x'}', {at}, {at}, 3)",
        )
    found = looked_over(library)
    assert not {"no-beginning", "no-changes"} & {each.code for each in found.findings}
    assert not any("61.5" in each.words for each in found.findings)


@pytest.mark.parametrize("make", [lambda folder: None, lambda folder: folder.mkdir(), lambda folder: folder.touch()])
def test_what_is_no_library_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "库")
    with pytest.raises(NotALibrary):
        looked_over(tmp_path / "库")


def test_it_tells_how_far_it_is_and_stops_when_told(healthy: Ward) -> None:
    steps: list[tuple[int, int, str]] = []
    examine(Library(healthy.folder), now=NOW, tell=lambda *step: steps.append(step))
    assert steps[-1][0] == steps[-1][1] and [step[0] for step in steps] == sorted(step[0] for step in steps)
    before = tree(healthy.folder)
    with pytest.raises(ExaminationStopped):
        examine(Library(healthy.folder), now=NOW, stopped=lambda: len(steps) > 0)
    assert tree(healthy.folder) == before


def test_an_unfilled_number_is_no_fault(tmp_path: Path) -> None:
    library = closed_book(tmp_path, {**OPINION, "number": None})
    assert {each.code for each in looked_over(library).findings} - {"exposed"} == {"no-backup"}
