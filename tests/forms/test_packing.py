"""A package made for the window: the wish, what comes of it and every refusal pass from process to process."""

from __future__ import annotations

import pickle
import threading
from pathlib import Path
from typing import Any

import bagit
import pytest

from exports.handover.errors import CannotPackage, PackageStopped
from exports.handover.layout import Purpose
from forms.apart_process import Wish
from forms.packing import PackageWish, handover_of, pack
from ledger.book import Ledger
from ledger.errors import LedgerError
from ledger.handovers import handovers, note_out
from ledger.protection import protect
from tests.exports.handovers import NAME, NOW, PASSPHRASE, job, library


def quiet(done: int, total: int, words: str) -> None:
    """Nobody watches."""


def sent(wish: PackageWish, cancel: Wish | None = None) -> Any:
    """What the process apart answers: everything goes through a pipe."""
    try:
        made = pack(pickle.loads(pickle.dumps(wish)), quiet, cancel or threading.Event())
    except LedgerError as error:
        return pickle.loads(pickle.dumps(error))
    return pickle.loads(pickle.dumps(made))


def test_a_package_is_made_in_another_process_and_noted_here(tmp_path: Path) -> None:
    place = library(tmp_path)
    wish = PackageWish(place, job(tmp_path / "盘", Purpose.COLLEAGUE))
    made = sent(wish)
    assert bagit.Bag(str(made.paths[0])).validate()
    with Ledger.open(place, who="沈文君") as ledger:
        noted = note_out(ledger._session, handover_of(made, wish)).handover
        assert handovers(ledger._session) == (noted,)
    assert (noted.package, noted.at, noted.digest) == (made.info.package, NOW, made.manifest)
    assert noted.place == str((tmp_path / "盘").resolve() / NAME)


@pytest.mark.usefixtures("cheap_passphrases")
def test_the_keys_of_a_protected_library_go_along_and_are_not_shown(tmp_path: Path) -> None:
    place = library(tmp_path)
    protect(place, "seven lamps 7", who="沈文君", now=NOW)
    with Ledger.open(place, read_only=True, passphrase="seven lamps 7") as ledger:
        wish = PackageWish(place, job(tmp_path / "盘", Purpose.COLLEAGUE, passphrase=PASSPHRASE), ledger.vault)
    assert PASSPHRASE not in repr(wish) and "vault" not in repr(wish)
    made = sent(wish)
    assert [path.name for path in made.paths] == [f"{NAME}.zip", f"{NAME}_打开方法.txt"]


def test_a_refusal_and_a_stop_arrive_as_they_were(tmp_path: Path) -> None:
    place = library(tmp_path)
    asked = job(tmp_path / "盘")
    (tmp_path / "盘").rmdir()
    refused = sent(PackageWish(place, asked))
    assert isinstance(refused, CannotPackage) and refused.place == tmp_path / "盘"
    stop = threading.Event()
    stop.set()
    assert isinstance(sent(PackageWish(place, job(tmp_path / "盘")), stop), PackageStopped)
    assert list((tmp_path / "盘").iterdir()) == []
