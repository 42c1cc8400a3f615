"""Which policies there are to choose from: the built-in ones, and an organisation's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from simulator.model.errors import InputError, Problem
from simulator.model.expr import nearest
from simulator.model.policy import Policy
from simulator.scenario.library import read_text
from simulator.scenario.policies.load import load_policy, policy_names, read_policy

__all__ = ["Policies", "PolicyEntry"]

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """One policy to choose; ``source`` is its text, empty for a built-in one.

    Whoever keeps a drill keeps the source with it: the name alone finds only built-in policies.
    """

    name: str
    title: str
    source: str
    policy: Policy = field(repr=False)


class Policies:
    """The built-in policies and those of some folders and files, by name.

    Read once, when it is made. Files in folders that cannot be used are in :meth:`broken` and keep
    nobody else out.
    """

    def __init__(
        self, folders: Iterable[Path | str] = (), files: Iterable[Path | str] = ()
    ) -> None:
        """Read the files, and every ``*.yaml`` that lies in one of the folders.

        Raises:
            InputError: if a folder does not exist, or one of the files cannot be used.
        """
        self._entries: dict[str, PolicyEntry] = {}
        self._broken: dict[str, InputError] = {}
        for name in policy_names():
            policy = load_policy(name)
            self._entries[name] = PolicyEntry(name, policy.title, "", policy)
        for file in files:
            self.add(file)
        for folder in folders:
            self._read_all(Path(folder))

    def entries(self) -> tuple[PolicyEntry, ...]:
        """List every policy, an organisation's own first, then by name."""
        return tuple(sorted(self._entries.values(), key=lambda one: (not one.source, one.name)))

    def broken(self) -> dict[str, InputError]:
        """Say what is wrong with each file that cannot be used, by its path."""
        return dict(self._broken)

    def find(self, name: str) -> PolicyEntry:
        """Return a policy by its name.

        Raises:
            InputError: if there is none of that name; the message lists the names that there are.
        """
        if found := self._entries.get(name):
            return found
        guess = nearest(name, self._entries) or f"; there are: {', '.join(sorted(self._entries))}"
        raise InputError([Problem(name, 1, 1, "", f"no policy named {name!r}{guess}")])

    def add(self, file: Path | str) -> PolicyEntry:
        """Read a policy from a file and return it; the same one may come twice.

        Raises:
            InputError: if it cannot be used, or another policy has its name already.
        """
        text = read_text(Path(file), str(file))
        policy = read_policy(text, str(file))
        known = self._entries.get(policy.policy)
        if known and known.policy != policy:
            message = f"another policy is named {policy.policy!r} already"
            raise InputError([Problem(str(file), 1, 1, "policy", message)])
        return self._entries.setdefault(
            policy.policy, PolicyEntry(policy.policy, policy.title, text, policy)
        )

    def _read_all(self, folder: Path) -> None:
        if not folder.is_dir():
            raise InputError([Problem(str(folder), 1, 1, "", "there is no such directory")])
        for file in sorted(folder.iterdir()):
            if file.suffix in _ENDINGS and not file.name.startswith((".", "_")):
                try:
                    self.add(file)
                except InputError as error:
                    self._broken[str(file)] = error
