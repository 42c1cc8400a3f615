"""The browser bundle: logical names to the hashed files that the build wrote."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

__all__ = ["DIST", "asset", "check"]

DIST = Path(__file__).parent / "static" / "dist"


@cache
def _files(_written_ns: int) -> dict[str, str]:
    manifest = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    return dict(manifest["files"])


def asset(name: str) -> str:
    """Return the URL of a bundled file such as ``room.js``; it may be cached for ever."""
    # Whoever builds the bundle anew beside a running server gets pages that still find their files.
    written_ns = (DIST / "manifest.json").stat().st_mtime_ns
    return f"/assets/{_files(written_ns)[name]}"


def check() -> None:
    """Make sure that the bundle is there.

    Raises:
        FileNotFoundError: with what to do, rather than a blank page later.
    """
    if not (DIST / "manifest.json").exists():
        raise FileNotFoundError(
            "The browser bundle is missing. Install the package (pip install .), "
            "or run python hatch_build.py in a checkout."
        )
