"""The ``misfortune`` command: everything of :mod:`simulator.cli`, and ``serve``."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line.

    A server lives on gevent, whose patches must come before anything else is imported; no other
    command needs them.
    """
    if "serve" in sys.argv[1:2]:
        from gevent import monkey  # noqa: PLC0415 - only a server pays for it

        monkey.patch_all()
    from simulator.cli import cli  # noqa: PLC0415 - after the patches
    from web.serve import serve  # noqa: PLC0415 - after the patches

    cli.add_command(serve)
    cli.main(prog_name="misfortune")


if __name__ == "__main__":
    main()
