"""A group whose commands are imported when they are used, and whose refusals are one clear line."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from simulator.model.errors import InputError, MisfortuneError

__all__ = ["LazyGroup", "WrongCall"]

_TOO_MANY = 20
"""Problems of one file that are printed; the rest would scroll the first ones away."""


class WrongCall(click.ClickException):
    """The call is wrong: what was offered, and what is allowed."""

    exit_code = 2


class LazyGroup(click.Group):
    """Knows its commands by name and one line of help, so that ``--help`` imports nothing."""

    def __init__(
        self, *args: Any, lazy: Mapping[str, tuple[str, str]] | None = None, **attrs: Any
    ) -> None:
        """Take ``lazy``: for each command its ``module:attribute`` and its one line of help."""
        super().__init__(*args, **attrs)
        self._lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the lazy commands as given, then those that were added."""
        return [*self._lazy, *(n for n in super().list_commands(ctx) if n not in self._lazy)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        found = super().get_command(ctx, cmd_name)
        if found is not None or cmd_name not in self._lazy:
            return found
        module, _, attribute = self._lazy[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one line a command without importing it."""
        rows = [(name, text) for name, (_, text) in self._lazy.items()]
        for name in self.list_commands(ctx)[len(rows) :]:
            command = super().get_command(ctx, name)
            if command and not command.hidden:
                rows.append((name, command.get_short_help_str(limit=formatter.width)))
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error that was raised on purpose is a message, never a traceback."""
        try:
            return super().invoke(ctx)
        except InputError as error:
            raise WrongCall(_shown(error)) from None
        except MisfortuneError as error:
            raise WrongCall(str(error)) from None


def _shown(error: InputError) -> str:
    """Show problems one a line; what has no place of its own inside a file needs no position."""
    lines = [
        str(p) if p.path or (p.line, p.col) != (1, 1) else f"{p.file}: {p.message}"
        for p in error.problems
    ]
    more = len(lines) - _TOO_MANY
    if more > 0:
        lines = [*lines[:_TOO_MANY], f"... and {more} more"]
    return "\n".join(lines)
