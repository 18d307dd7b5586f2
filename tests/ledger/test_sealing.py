"""Sealed files: what goes in comes out, and nothing else does."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.sealing import BLOCK, BrokenSeal, is_sealed, sealed, size_within, unsealed

KEY = bytes(range(32))


def seal(data: bytes, key: bytes = KEY) -> bytes:
    return b"".join(sealed(key, [data[:7], data[7:]]))


def unseal(data: bytes, key: bytes = KEY) -> bytes:
    return b"".join(unsealed(key, io.BytesIO(data)))


@given(st.binary(max_size=300))
def test_what_goes_in_comes_out(data: bytes) -> None:
    kept = seal(data)
    assert unseal(kept) == data
    assert size_within(len(kept)) == len(data)
    assert is_sealed(kept)


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 5])
def test_sizes_around_a_block(size: int) -> None:
    data = bytes(index % 251 for index in range(size))
    kept = seal(data)
    assert unseal(kept) == data
    assert size_within(len(kept)) == size


def test_nothing_of_the_content_shows_and_no_two_are_alike() -> None:
    data = "林晓岚 13800001111".encode() * 20
    assert "林晓岚".encode() not in seal(data)
    assert seal(data) != seal(data)


@given(st.binary(min_size=1, max_size=60), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_any_changed_byte_is_known(data: bytes, place: int, change: int) -> None:
    kept = bytearray(seal(data))
    kept[place % len(kept)] ^= change
    with pytest.raises(BrokenSeal):
        unseal(bytes(kept))


@pytest.mark.parametrize("cut", [1, 8, 16, 17, 40, BLOCK, BLOCK + 16, BLOCK + 17])
def test_a_cut_file_is_known(cut: int) -> None:
    with pytest.raises(BrokenSeal):
        unseal(seal(bytes(2 * BLOCK + 100))[:-cut])


def test_blocks_cannot_be_left_out_repeated_or_put_elsewhere() -> None:
    kept = seal(bytes(3 * BLOCK))
    head, size = len(kept) - 3 * (BLOCK + 16), BLOCK + 16
    blocks = [kept[head + number * size : head + (number + 1) * size] for number in range(3)]
    for order in ([0, 1], [0, 2], [1, 0, 2], [0, 1, 1, 2], [0, 1, 2, 2]):
        with pytest.raises(BrokenSeal):
            unseal(kept[:head] + b"".join(blocks[number] for number in order))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(BrokenSeal):
        unseal(seal(b"content"), bytes(32))
