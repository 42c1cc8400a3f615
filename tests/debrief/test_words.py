"""The examples in docstrings are true."""

import doctest

import pytest

from simulator.debrief import markdown, words


@pytest.mark.parametrize("module", [words, markdown], ids=lambda module: module.__name__)
def test_docstring_examples(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
