"""The keys of a library with a passphrase: one random key for all, kept in `ledger.key` wrapped by the passphrase.

Changing the passphrase wraps the same key anew, so that neither the database nor a file has to be written again. A
recovery code, made once and kept on paper, wraps it a second time: a passphrase is forgotten sooner than lost.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.durable import replace_file
from ledger.errors import DamageError, InputError

if TYPE_CHECKING:
    from Cryptodome.Cipher._mode_gcm import GcmMode

LEAST = 8
"""Characters a passphrase must have."""

_KEY, _SALT, _NONCE, _TAG = 32, 16, 12, 16  # bytes
_COST = {"n": 1 << 16, "r": 8, "p": 1}
"""Of scrypt (RFC 7914): 64 MiB and some tenths of a second for each try."""
_MOST_COST = 1 << 20
_LARGEST = 4096  # bytes of a key file
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a recovery code: none looks like another on paper (Crockford's base 32)."""
_GROUP = 5  # letters a group, and groups: 125 bits


class WeakPassphrase(InputError):
    """A new passphrase that is too short."""

    def __init__(self) -> None:
        super().__init__(f"口令太短，没有设置：请至少用{LEAST}个字符，最好是几个词连起来的一句话。")


class WrongPassphrase(InputError):
    """The passphrase does not open the library."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"口令不对，台帐库“{folder.name}”没有打开：请核对大小写和输入法后再试；忘了口令可输恢复码。")


class DamagedKey(DamageError):
    """The file with the wrapped key cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"“{path}”读不出来，没有它就打不开这个台帐库：请从备份或整库副本里取回 {path.name} 放回原处。")


@dataclass(frozen=True)
class Vault:
    """An opened key: what a passphrase protects is read and written with it. It never stands on the disk as it is."""

    master: bytes = field(repr=False)

    @property
    def database_key(self) -> str:
        """The key of the database as SQLCipher takes it."""
        return f"x'{self._derived(b'taizhang database').hex()}'"

    @property
    def files_key(self) -> bytes:
        """The key of the sealed files, 32 bytes."""
        return self._derived(b"taizhang files")

    def _derived(self, purpose: bytes) -> bytes:
        return hmac.new(self.master, purpose, hashlib.sha256).digest()


def new_vault() -> Vault:
    """A vault with a fresh random key."""
    return Vault(os.urandom(_KEY))


def keep_key(path: Path, vault: Vault, passphrase: str) -> str:
    """Write the key of `vault` to `path`, wrapped by a new passphrase and by a new recovery code; gives that code.

    Raises WeakPassphrase and OSError; then what is there stays.
    """
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUP))
    kept = {"format": 1, "kdf": "scrypt", **_COST, "passphrase": _wrapped(vault, _strong(passphrase))}
    _write(path, {**kept, "recovery": _wrapped(vault, _code(code))})
    return code


def change_key(path: Path, vault: Vault, passphrase: str) -> None:
    """Wrap the key at `path` by another passphrase; the recovery code stays good.

    Raises WeakPassphrase, DamagedKey and OSError; then the old passphrase stays good, too.
    """
    _write(path, {**_read(path), "passphrase": _wrapped(vault, _strong(passphrase))})


def opened_key(path: Path, words: str) -> Vault | None:
    """The vault of the key file at `path`; None when `words` are neither its passphrase nor its recovery code.

    Raises DamagedKey and OSError.
    """
    kept = _read(path)
    tried = [("passphrase", _words(words))]
    if len(_code(words)) == _GROUP * _GROUP:
        tried.append(("recovery", _code(words)))
    found = (_unwrapped(kept, kept[name], each) for name, each in tried)
    return next((vault for vault in found if vault is not None), None)


def _strong(passphrase: str) -> str:
    words = _words(passphrase)
    if len(words) < LEAST:
        raise WeakPassphrase
    return words


def _wrapped(vault: Vault, words: str) -> dict[str, str]:
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    data, tag = _cipher(words, salt, nonce, _COST).encrypt_and_digest(vault.master)
    return {"salt": salt.hex(), "key": (nonce + data + tag).hex()}


def _unwrapped(cost: Mapping[str, Any], kept: Mapping[str, str], words: str) -> Vault | None:
    wrapped = bytes.fromhex(kept["key"])
    nonce, data, tag = wrapped[:_NONCE], wrapped[_NONCE:-_TAG], wrapped[-_TAG:]
    cipher = _cipher(words, bytes.fromhex(kept["salt"]), nonce, {name: cost[name] for name in _COST})
    try:
        return Vault(cipher.decrypt_and_verify(data, tag))
    except ValueError:
        return None


def _write(path: Path, kept: Mapping[str, Any]) -> None:
    replace_file(path, json.dumps(kept, indent=1).encode())


def _read(path: Path) -> dict[str, Any]:
    """The key file, its numbers within what this program writes: a prepared one shall not take all memory."""
    try:
        kept: Any = json.loads(path.read_bytes()) if path.stat().st_size <= _LARGEST else None
        size, blocks, parallel = (int(kept[name]) for name in _COST)
        wraps = [kept["passphrase"], kept["recovery"]]
        lengths = {(len(bytes.fromhex(each["salt"])), len(bytes.fromhex(each["key"]))) for each in wraps}
        sound = kept["format"] == 1 and lengths == {(_SALT, _NONCE + _KEY + _TAG)}
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedKey(path) from error
    power = 1 < size <= _MOST_COST and size & (size - 1) == 0
    if not sound or not power or (blocks, parallel) != (_COST["r"], _COST["p"]):
        raise DamagedKey(path)
    return dict(kept)


def _cipher(words: str, salt: bytes, nonce: bytes, cost: Mapping[str, int]) -> GcmMode:
    from Cryptodome.Cipher import AES  # here: most libraries have no passphrase, and each start would wait for it

    memory = 128 * cost["n"] * cost["r"] + (1 << 20)
    key = hashlib.scrypt(words.encode("utf-8", "replace"), salt=salt, **cost, maxmem=memory, dklen=_KEY)
    return AES.new(key, AES.MODE_GCM, nonce=nonce)


def _code(words: str) -> str:
    """The letters of a recovery code, however it was typed from paper."""
    letters = _words(words).upper().replace("O", "0").replace("I", "1").replace("L", "1")
    return "".join(letter for letter in letters if letter in _LETTERS)


def _words(passphrase: str) -> str:
    """The passphrase in one form: a Chinese input method may have typed full-width letters."""
    return unicodedata.normalize("NFKC", passphrase)
