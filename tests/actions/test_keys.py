"""Keys are made here and nowhere else."""

from __future__ import annotations

import pytest

from terminbuch.actions import keys


def test_every_key_is_another_one() -> None:
    assert len({keys.new_key() for _ in range(100)}) == 100


def test_a_key_carries_at_least_128_bits() -> None:
    random = keys.new_key().split(":")[0]

    assert len(random) * 6 >= 128


def test_a_key_we_made_is_ours() -> None:
    assert keys.is_ours(keys.new_key())


@pytest.mark.parametrize("key", ["", ":", "a", "a:b", "0" * 40, "ü:ü", "\x00", "a" * 100_000, "\ud800"])
def test_a_key_that_somebody_else_made_is_not(key: str) -> None:
    assert not keys.is_ours(key)


def test_a_key_with_one_other_sign_is_not() -> None:
    key = keys.new_key()

    assert not keys.is_ours(("A" if key[0] != "A" else "B") + key[1:])
