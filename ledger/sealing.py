"""Sealed files: a file encrypted block by block (AES-256-GCM), so that none can be changed, left out or put elsewhere.

A sealed file is `MAGIC`, 32 random bytes, and blocks of up to `BLOCK` bytes, each followed by its tag of 16 bytes. The
key of the file is made from the library's key and the random bytes; a block's nonce is its number and whether it is
the last, which is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015).
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import io
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from Cryptodome.Cipher._mode_gcm import GcmMode

MAGIC = b"TZSEAL1\n"
BLOCK = 1 << 18  # bytes
_SALT, _TAG = 32, 16  # bytes
_HEAD = len(MAGIC) + _SALT


class BrokenSeal(OSError):
    """A sealed file that was cut, changed, or sealed with another key: it cannot be read, like a damaged sector."""

    def __init__(self, why: str) -> None:
        super().__init__(errno.EIO, why)


def sealed(key: bytes, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The sealed file of what `blocks` hold, in pieces; `key` has 32 bytes."""
    salt = os.urandom(_SALT)
    own = _own_key(key, salt)
    yield MAGIC + salt
    number, rest = 0, bytearray()
    for block in blocks:
        rest += block
        while len(rest) > BLOCK:  # the last block is known only at the end
            yield _seal(own, number, bytes(rest[:BLOCK]), last=False)
            number += 1
            del rest[:BLOCK]
    yield _seal(own, number, bytes(rest), last=True)


def unsealed(key: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """What a sealed file holds, in blocks. Raises BrokenSeal, at the latest before the end, and OSError."""
    head = stream.read(_HEAD)
    if len(head) != _HEAD or not head.startswith(MAGIC):
        raise BrokenSeal("no sealed file")
    own = _own_key(key, head[len(MAGIC) :])
    number, block = 0, stream.read(BLOCK + _TAG)
    while True:
        following = stream.read(BLOCK + _TAG)
        yield _open(own, number, block, last=not following)
        if not following:
            return
        number, block = number + 1, following


def seal_whole(key: bytes, data: bytes) -> bytes:
    """The sealed file of `data`; without a key `data` itself."""
    return b"".join(sealed(key, [data])) if key else data


def open_whole(key: bytes, data: bytes) -> bytes:
    """What a file read as `data` holds, sealed or not. Raises BrokenSeal."""
    return b"".join(unsealed(key, io.BytesIO(data))) if is_sealed(data) else data


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins with `head` is a sealed one."""
    return head.startswith(MAGIC)


def size_within(size: int) -> int:
    """Bytes that a sealed file of `size` bytes holds; a negative number for one that was cut in its head or tag."""
    body = size - _HEAD
    blocks = max(-(-body // (BLOCK + _TAG)), 1)
    return body - blocks * _TAG


def _own_key(key: bytes, salt: bytes) -> bytes:
    return hmac.new(key, salt, hashlib.sha256).digest()


def _seal(key: bytes, number: int, block: bytes, *, last: bool) -> bytes:
    data, tag = _cipher(key, number, last).encrypt_and_digest(block)
    return bytes(data + tag)


def _open(key: bytes, number: int, block: bytes, *, last: bool) -> bytes:
    if len(block) < _TAG:
        raise BrokenSeal(f"block {number} was cut")
    try:
        return bytes(_cipher(key, number, last).decrypt_and_verify(block[:-_TAG], block[-_TAG:]))
    except ValueError as error:
        raise BrokenSeal(f"block {number} does not fit its seal") from error


def _cipher(key: bytes, number: int, last: bool) -> GcmMode:
    from Cryptodome.Cipher import AES  # here: most libraries have no passphrase, and each start would wait for it

    return AES.new(key, AES.MODE_GCM, nonce=number.to_bytes(11, "big") + bytes([last]))
