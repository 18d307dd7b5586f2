"""The campaign's own copy of its scheme, changed by a hand or by a later program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.schemes.errors import SchemeError
from tests.ledger.books import closed_book


def kept_scheme(library: Path, old: str, new: str) -> None:
    """Write `new` for the first `old` in the scheme that the library keeps."""
    with closing(sqlite3.connect(library / "ledger.db")) as db:
        ((text,),) = db.execute("SELECT scheme_text FROM campaign").fetchall()
        assert old in text
        db.execute("UPDATE campaign SET scheme_text = ?", [text.replace(old, new, 1)])
        db.commit()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "visit"', 'kind = "dream"', "的“required.visits.kind”指向“dream”，但没有它，现有：person、"),
        ('where = { type = "动员会" }', 'where = { sort = "动员会" }', ".where.sort”指向“sort”，但没有它，现有："),
        ("[[stages]]", "[[stages]", "不合 TOML 写法"),
    ],
)
def test_a_kept_scheme_that_was_spoilt_is_told_at_opening(tmp_path: Path, old: str, new: str, told: str) -> None:
    library = closed_book(tmp_path)
    kept_scheme(library, old, new)
    for read_only in (False, True):
        with pytest.raises(SchemeError) as refused:
            Ledger.open(library, read_only=read_only)
        assert str(refused.value).startswith("方案“台帐库里的活动方案”")
        assert told in str(refused.value) and str(refused.value).endswith("，请改正后再用。")
        assert refused.value.exit_code == 2
    assert not (library / "ledger.lock").exists()
