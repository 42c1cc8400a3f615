"""Days in memory."""

from __future__ import annotations

import pytest

from tests.gameday.house import Play


@pytest.fixture
def play():
    """Open a day that three people joined."""
    return Play(["Ana", "Ben", "Cleo"])
