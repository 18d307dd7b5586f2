"""What becomes of a package in each of the ways of taking it in, below the window."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from exports.handover.receiving import inside
from exports.handover.verifying import Verified, verify
from forms import taking_in
from forms.place import Place
from forms.taking_in import LibraryChosen, Package, PrivateCopy, Relation, relation
from ledger.book import Ledger
from ledger.identity import utc_now
from ledger.protection import protect
from ledger.safekeeping.course import RestoreStopped
from tests.exports.bags import bag, rich_library
from tests.forms.cli_runs import tree
from tests.ledger.books import OPINION

WORDS = "qiao shi deng"


def silent(done: int, total: int, words: str) -> None:
    """Nobody watches."""


def never() -> bool:
    return False


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rich_library(tmp_path_factory.mktemp("起点"))


@pytest.fixture
def own(base: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(base, tmp_path / "台帐库"))


@pytest.fixture
def package(base: Path, tmp_path: Path) -> Package:
    """A package of the library with one opinion more."""
    theirs = Path(shutil.copytree(base, tmp_path / "对方"))
    with Ledger.open(theirs) as book:
        book.add("opinion", {**OPINION, "number": 9, "content": "窗口增加遮阳棚"})
    (tmp_path / "U盘").mkdir()
    path = bag(tmp_path / "U盘", theirs)
    return Package(path, None, verify(path))


def test_a_library_is_no_package(own: Path) -> None:
    with pytest.raises(LibraryChosen, match="是一个台帐库，不是移交包"):
        taking_in.verified(own, None, silent, never)


def test_of_a_package_it_is_known_what_it_is_to_the_open_library(own: Path, package: Package) -> None:
    verified: Verified = package.verified
    with Ledger.open(own, read_only=True) as book:
        campaign = book.campaign
    assert relation(inside(verified), campaign) is Relation.SAME
    other = type(campaign)("uid-9", campaign.name, campaign.unit, campaign.year, campaign.scheme_id)
    assert relation(inside(verified), other) is Relation.OTHER_CAMPAIGN
    branch = type(campaign)("uid-9", campaign.name, "甲分局", campaign.year, campaign.scheme_id)
    assert relation(inside(verified), branch) is Relation.OTHER_UNIT


def test_a_private_copy_is_made_once_and_nothing_is_left_of_it(package: Package) -> None:
    copy = PrivateCopy(package)
    folder = copy.take_out(silent, never)
    assert copy.take_out(silent, never) == folder and (folder / "ledger.db").is_file()
    copy.put_away()
    assert not folder.exists()


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_library_with_a_passphrase_that_is_replaced_has_none_and_that_is_told(own: Path, package: Package) -> None:
    protect(own, WORDS, who="", now=utc_now())
    copy = PrivateCopy(package)
    told = taking_in.would_replace(Place(own, WORDS), copy, silent, never)
    assert [(kind.title, kind.back) for kind in told.kinds if kind.back] == [("意见建议", 1)]
    made = taking_in.replaced(Place(own, WORDS), copy, "接收人", silent, never)
    copy.put_away()
    assert made.doubtful and any("没有口令" in sentence for sentence in made.sentences)
    assert made.written is not None and made.written.parent == package.path.parent
    with Ledger.open(own, read_only=True) as book:
        assert "窗口增加遮阳棚" in [each["content"] for each in book.records("opinion")]


def test_a_replacement_that_is_stopped_leaves_everything_as_it_was(own: Path, package: Package) -> None:
    before = tree(own)
    copy = PrivateCopy(package)
    copy.take_out(silent, never)
    with pytest.raises(RestoreStopped):
        taking_in.replaced(Place(own), copy, "接收人", silent, lambda: True)
    copy.put_away()
    with Ledger.open(own, read_only=True) as book:
        assert len(book.records("opinion")) == 2
    assert {name: data for name, data in tree(own).items() if name in before} == before
    assert list(package.path.parent.glob("移交回执_*")) == []


def test_nothing_new_is_confirmed_once(own: Path, package: Package) -> None:
    with Ledger.open(own, who="接收人") as book:
        first = taking_in.nothing_new(book, package, "没有新内容。", "接收人", branch=False)
        second = taking_in.nothing_new(book, package, "没有新内容。", "接收人", branch=False)
    assert (first.known, second.known) == (False, True)
    assert first.written is not None and second.written is None
    assert first.receipt.received <= second.receipt.received <= dt.datetime.now(dt.UTC)
