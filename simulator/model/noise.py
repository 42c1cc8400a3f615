"""Noise as a pure function of seed, series and time: integers and one exact scale.

Every Python on every machine computes the same bits.
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

__all__ = ["NOISE_BOUND", "mix", "name_hash", "noise", "noise_at", "noise_key"]

_MASK = (1 << 64) - 1
_SPREAD = sqrt(3.0) / 65536.0
NOISE_BOUND = 131_070 * _SPREAD + 1e-9
"""No noise value is ever larger than this (about 3.46 standard deviations)."""


def mix(x: int) -> int:
    """Scramble 64 bits (the finaliser of splitmix64); integers only, so equal everywhere."""
    x = (x + 0x9E3779B97F4A7C15) & _MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    return x ^ (x >> 31)


@lru_cache(maxsize=4096)
def name_hash(name: str) -> int:
    """Hash a name to 64 bits, the same in every process (unlike ``hash``)."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = mix(value ^ byte)
    return value


def noise(seed: int, series: str, tick: int) -> float:
    """Return bounded noise with mean 0 and variance 1 for one series at one grid tick.

    The sum of four uniform numbers (Irwin-Hall) cut from one hash; see :data:`NOISE_BOUND`.
    """
    return noise_at(noise_key(seed, series), tick)


@lru_cache(maxsize=4096)
def noise_key(seed: int, series: str) -> int:
    """Return what :func:`noise_at` needs to know of a seed and a series."""
    return mix((seed & _MASK) ^ name_hash(series))


def noise_at(key: int, tick: int) -> float:
    """Return the noise at one grid tick of the series behind a key."""
    # This is mix(key ^ tick), written out: no other function is called half as often.
    x = ((key ^ (tick & _MASK)) + 0x9E3779B97F4A7C15) & _MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    x ^= x >> 31
    total = (x & 0xFFFF) + ((x >> 16) & 0xFFFF) + ((x >> 32) & 0xFFFF) + (x >> 48)
    return (total - 131_070) * _SPREAD
