"""The key file of a library: what opens it, what does not, and what is refused before any work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledger.vault import DamagedKey, WeakPassphrase, change_key, keep_key, new_vault, opened_key

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
WORDS = "江畔 石桥 七盏灯"


def test_the_passphrase_and_the_recovery_code_open_it_and_nothing_else(tmp_path: Path) -> None:
    vault, path = new_vault(), tmp_path / "ledger.key"
    code = keep_key(path, vault, WORDS)
    assert opened_key(path, WORDS) == vault
    assert opened_key(path, code) == vault
    assert opened_key(path, code.lower().replace("-", " ")) == vault
    assert opened_key(path, code[:-1] + ("A" if code[-1] != "A" else "B")) is None
    assert opened_key(path, WORDS + " ") is None
    assert vault.master.hex() not in path.read_text()
    assert vault.master.hex() not in repr(vault)


def test_full_width_letters_of_an_input_method_are_the_same_letters(tmp_path: Path) -> None:
    vault, path = new_vault(), tmp_path / "ledger.key"
    keep_key(path, vault, "Taizhang2015")
    assert opened_key(path, "Ｔａｉｚｈａｎｇ２０１５") == vault


def test_another_passphrase_takes_its_place_and_the_code_stays(tmp_path: Path) -> None:
    vault, path = new_vault(), tmp_path / "ledger.key"
    code = keep_key(path, vault, WORDS)
    change_key(path, vault, "另一句更长的口令")
    assert opened_key(path, "另一句更长的口令") == vault
    assert opened_key(path, WORDS) is None
    assert opened_key(path, code) == vault


def test_a_short_passphrase_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    vault, path = new_vault(), tmp_path / "ledger.key"
    with pytest.raises(WeakPassphrase, match="至少用8个字符"):
        keep_key(path, vault, "1234567")
    assert not path.exists()
    keep_key(path, vault, WORDS)
    with pytest.raises(WeakPassphrase):
        change_key(path, vault, "短")
    assert opened_key(path, WORDS) == vault


@pytest.mark.parametrize(
    "change",
    [
        {"n": 1 << 30},
        {"n": 65535},
        {"n": "many"},
        {"r": 1 << 20},
        {"p": 1 << 20},
        {"format": 2},
        {"passphrase": {"salt": "00", "key": "00"}},
        {"passphrase": {"salt": "zz" * 16, "key": "00" * 60}},
        {"recovery": None},
    ],
)
def test_a_prepared_or_damaged_key_file_is_refused_before_any_work(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "ledger.key"
    keep_key(path, new_vault(), WORDS)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(DamagedKey, match=r"ledger\.key"):
        opened_key(path, WORDS)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff\xfe", b" " * 5000, b'{"format": 1}'])
def test_what_is_no_key_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ledger.key"
    path.write_bytes(data)
    with pytest.raises(DamagedKey):
        opened_key(path, WORDS)
