"""Records whose values are read when they are first asked for."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from ledger.book import Ledger
from ledger.records import Record
from ledger.store import rows
from ledger.store.tables import RecordRow
from tests.ledger.snapshots import NOON, filled


def kept(values: dict[str, Any], asked: list[str]) -> Record:
    def read() -> dict[str, Any]:
        asked.append("read")
        return values

    facts = {"uid": "u", "kind": "person", "created": NOON, "changed": NOON, "revision": 1, "deleted": False}
    return Record.kept(read, (), **facts)


def test_values_are_read_once_and_not_before_they_are_asked_for() -> None:
    asked: list[str] = []
    record = kept({"name": "张三"}, asked)
    assert (record.uid, record.attachments, asked) == ("u", (), [])
    assert record["name"] == record.values["name"] == "张三" and record["post"] is None
    assert asked == ["read"]
    assert isinstance(record.values, MappingProxyType)


def test_such_a_record_is_as_any_other() -> None:
    made = Record("u", "person", MappingProxyType({"name": "张三"}), NOON, NOON, 1)
    assert kept({"name": "张三"}, []) == made
    assert pickle.loads(pickle.dumps(kept({"name": "张三"}, []))) == made
    assert replace(kept({"name": "张三"}, []), revision=2) == replace(made, revision=2)
    assert repr(kept({"name": "张三"}, [])) == "Record(person u)"


def test_a_name_that_no_record_has_is_refused() -> None:
    with pytest.raises(AttributeError, match="valeus"):
        getattr(kept({}, []), "valeus")  # noqa: B009


def test_one_broken_row_of_many_is_found(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "库", unit="第五税务分局", year=2015, scheme_id="qidong-2015") as ledger:
        people = [{"name": f"张{number}"} for number in range(30)]
        given = [{**filled("person", "p").values, **each} for each in people]
        added = ledger.add_many("person", [{name: each[name] for name in ("name", "state")} for each in given])
        for text in ('{"name":"张', "[]", '{"name":"张"},{"name":"李"}'):
            RecordRow.update(data=text).where(RecordRow.uid == added[7].uid).bind(ledger._db).execute()
            with pytest.raises(rows.BrokenRow, match=added[7].uid):
                rows.list_records(ledger._db, "person", deleted=False)
