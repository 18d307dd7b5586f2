"""One bit of the database is another: the library says the same, or that something is wrong; nothing in silence."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from ledger.errors import LedgerError
from tests.disasters.wards import Ward, check_repair, looked_over, opened, ward

_SHARES = 2
_FLIPS = 45  # in each share
_REPAIRED = 8  # every so manyth is repaired, too


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """Backed up after the last change: the flipped letter of a text is known by the backup only."""
    made = ward(tmp_path_factory.mktemp("ward"), backup=False)
    shutil.copyfile(made.folder / "ledger.db", made.folder / "backups" / "备份_20150605-120000.db")
    return made


@pytest.mark.parametrize("share", range(_SHARES))
def test_a_flipped_bit_is_harmless_or_told(healthy: Ward, tmp_path: Path, share: int) -> None:
    library = healthy.copy(tmp_path / "库")
    database = library / "ledger.db"
    data = database.read_bytes()
    chance = random.Random(share)
    for number in range(_FLIPS):
        at, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
        flipped = data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
        database.write_bytes(flipped)
        found, answer = looked_over(library), opened(library)
        assert database.read_bytes() == flipped, (at, bit)
        if isinstance(answer, LedgerError):
            assert found.damaged, (at, bit, answer)
        else:
            assert answer == healthy.said or not found.sound, (at, bit)
        if number % _REPAIRED == 0:
            check_repair(library, tmp_path / "修", healthy.said)
            shutil.rmtree(tmp_path / "修", ignore_errors=True)


def test_a_flipped_letter_is_known_by_the_backup_and_both_words_are_told(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    database = library / "ledger.db"
    data = database.read_bytes()
    words = '"content":"改过一次的内容"'.encode()
    at = data.rindex(words) + words.index("一".encode()) + 2
    database.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert not isinstance(opened(library), LedgerError)
    (finding,) = looked_over(library).findings
    assert finding.code == "altered-record"
    assert "“改过一次的内容”" in finding.sentence and "备份_20150605-120000.db" in finding.sentence
    made = check_repair(library, tmp_path / "修", healthy.said)
    assert made is not None and [each.sort for each in made.outcomes] == ["内容"]
