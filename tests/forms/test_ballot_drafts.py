"""Second entries of ballots under way: kept on the disk, and gone with the comparison."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from forms.ballot_drafts import SUFFIX, CannotKeepPile, SecondPile, SecondPiles
from forms.drafts import Drafts
from tests.forms.ballots import GROUP, casts


def test_a_second_entry_outlives_the_program(tmp_path: Path) -> None:
    piles = SecondPiles(tmp_path / "drafts")
    pile = SecondPile("r1", "外商、民营企业主、个体工商户、普通群众" * 8, "沈文君", casts(88, "/", 92.5))
    assert piles.all() == ((), ())
    piles.keep(pile)
    assert piles.all() == ((pile,), ())
    (path,) = (tmp_path / "drafts").iterdir()
    assert path.suffix == SUFFIX
    changed = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    assert (changed.hour, changed.minute, changed.second) == (0, 0, 0)
    piles.drop(pile.key)
    assert list((tmp_path / "drafts").iterdir()) == []
    piles.drop(pile.key)


def test_the_drafts_of_forms_leave_it_alone(tmp_path: Path) -> None:
    piles = SecondPiles(tmp_path)
    piles.keep(SecondPile("r1", GROUP, "沈文君", casts(88)))
    assert Drafts(tmp_path).all().drafts == () and Drafts(tmp_path).all().faults == ()
    assert len(piles.all()[0]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"review": 1}',
        '{"review": "r", "group": "g", "who": "w", "ballots": [{"score": "x", "mark": "", "identity": ""}]}',
    ],
)
def test_a_damaged_second_entry_is_told_and_the_others_read(tmp_path: Path, text: str) -> None:
    piles = SecondPiles(tmp_path)
    piles.keep(SecondPile("r1", GROUP, "沈文君", casts(88)))
    (tmp_path / f"坏{SUFFIX}").write_text(text, encoding="utf-8")
    found, faults = piles.all()
    assert len(found) == 1
    assert len(faults) == 1 and f"坏{SUFFIX}" in faults[0]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("no folder")
    with pytest.raises(CannotKeepPile, match="第二遍录入没有存到磁盘"):
        SecondPiles(tmp_path / "drafts").keep(SecondPile("r1", GROUP, "沈文君"))
