"""The log: what was asked (commands) and what became true (events), one JSON object a line.

Format ``misfortune-log/1``: first a header, then records with gap-free ``seq`` and
non-decreasing ``t`` (integer milliseconds of drill time). Unknown event kinds are kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.model.errors import InputError, Problem

__all__ = [
    "LOG_FORMAT",
    "Command",
    "Event",
    "Header",
    "Log",
    "Record",
    "digest",
    "dump",
    "from_json",
    "load",
]

LOG_FORMAT = "misfortune-log/1"

Data = Mapping[str, Any]
"""JSON-shaped values; every time inside is in milliseconds of drill time."""


@dataclass(slots=True)
class Event:
    """Something that became true at drill time ``t``.

    Once it has its number it never changes; that is not enforced because thousands are made in a
    drill.
    """

    seq: int
    t: int
    kind: str
    actor: str
    role: str
    data: Data

    def as_json(self) -> dict[str, Any]:
        """Return the log line as an object."""
        return {
            "seq": self.seq,
            "t": self.t,
            "kind": self.kind,
            "actor": self.actor,
            "role": self.role,
            "data": dict(self.data),
        }


@dataclass(frozen=True, slots=True)
class Command:
    """Something that was asked for and accepted at drill time ``t``.

    ``client_key`` is the sender's own id for it; sent twice, it is carried out once.
    """

    seq: int
    t: int
    verb: str
    actor: str
    role: str
    data: Data
    client_key: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the log line as an object; ``cmd`` stands where an event has ``kind``."""
        line: dict[str, Any] = {
            "seq": self.seq,
            "t": self.t,
            "cmd": self.verb,
            "actor": self.actor,
            "role": self.role,
            "data": dict(self.data),
        }
        if self.client_key is not None:
            line["key"] = self.client_key
        return line


Record = Event | Command


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a log: which drill this is and what is needed to rebuild or to score it."""

    drill: str = ""
    scenario: Data = field(default_factory=dict)
    policy: str = "imag"
    seed: int = 0
    engine: str = ""
    clock0: str = "00:00"
    facts: Data = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the header line as an object."""
        return {
            "format": LOG_FORMAT,
            "drill": self.drill,
            "scenario": dict(self.scenario),
            "policy": self.policy,
            "seed": self.seed,
            "engine": self.engine,
            "clock0": self.clock0,
            "facts": dict(self.facts),
        }


@dataclass(frozen=True, slots=True)
class Log:
    """A whole log: header and records in order."""

    header: Header
    records: tuple[Record, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """Only what became true."""
        return tuple(r for r in self.records if isinstance(r, Event))

    @property
    def commands(self) -> tuple[Command, ...]:
        """Only what was asked."""
        return tuple(r for r in self.records if isinstance(r, Command))


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def dump(log: Log) -> str:
    """Write a log as JSON Lines."""
    lines = [log.header.as_json(), *(record.as_json() for record in log.records)]
    return "".join(_line(line) + "\n" for line in lines)


def digest(records: Iterable[Record]) -> str:
    """Return the SHA-256 of the records in canonical form: equal digests mean equal drills."""
    sha = hashlib.sha256()
    for record in records:
        sha.update(_line(record.as_json()).encode(errors="surrogatepass") + b"\n")
    return sha.hexdigest()


def load(text: str, file: str = "log") -> Log:
    """Read a log from JSON Lines.

    Raises:
        InputError: naming file and line, if a line is not JSON, lacks a key, breaks the order of
            time or leaves a gap in ``seq``.
    """
    lines = [(n, raw) for n, raw in enumerate(text.split("\n"), 1) if raw.strip()]
    if not lines:
        raise InputError([Problem(file, 1, 1, "", "the file is empty; expected a header line")])
    header = _header(file, lines[0])
    records: list[Record] = []
    for n, raw in lines[1:]:
        record = _record(file, n, _object(file, n, raw))
        _in_order(file, n, records[-1] if records else None, record)
        records.append(record)
    return Log(header, tuple(records))


def from_json(value: Mapping[str, Any], file: str = "log", line: int = 1) -> Record:
    """Read one record from the object that its ``as_json`` gave.

    Raises:
        InputError: naming ``file`` and ``line``, if the object is not a record.
    """
    return _record(file, line, value)


def _fail(file: str, line: int, path: str, message: str) -> InputError:
    return InputError([Problem(file, line, 1, path, message)])


def _object(file: str, n: int, raw: str) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _fail(file, n, "", f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise _fail(file, n, "", f"expected an object, found {type(value).__name__}")
    return value


_HEADER_TYPES: dict[str, type] = {
    "drill": str,
    "scenario": dict,
    "policy": str,
    "seed": int,
    "engine": str,
    "clock0": str,
    "facts": dict,
}


def _header(file: str, line: tuple[int, str]) -> Header:
    value = _object(file, *line)
    if value.get("format") != LOG_FORMAT:
        found = value.get("format", "no format at all")
        raise _fail(file, line[0], "format", f"expected {LOG_FORMAT!r}, found {found!r}")
    known = {k: value[k] for k in Header.__dataclass_fields__ if value.get(k) is not None}
    for key, kind in _HEADER_TYPES.items():
        if key in known and (not isinstance(known[key], kind) or isinstance(known[key], bool)):
            raise _fail(file, line[0], key, f"expected {kind.__name__}, found {known[key]!r}")
    return Header(**known)


def _record(file: str, n: int, value: Mapping[str, Any]) -> Record:
    seq, t = (_number(file, n, name, value.get(name)) for name in ("seq", "t"))
    actor, role = (_text(file, n, name, value.get(name, "")) for name in ("actor", "role"))
    data = value.get("data", {})
    if not isinstance(data, dict):
        raise _fail(file, n, "data", f"expected an object, found {data!r}")
    if "cmd" in value:
        verb, key = _text(file, n, "cmd", value["cmd"]), value.get("key")
        key = None if key is None else _text(file, n, "key", key)
        return Command(seq, t, verb, actor, role, data, key)
    if "kind" in value:
        return Event(seq, t, _text(file, n, "kind", value["kind"]), actor, role, data)
    raise _fail(file, n, "", "a record needs 'kind' (an event) or 'cmd' (a command)")


def _number(file: str, n: int, name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _fail(file, n, name, f"expected a whole number, found {value!r}")
    return value


def _text(file: str, n: int, name: str, value: object) -> str:
    if not isinstance(value, str):
        raise _fail(file, n, name, f"expected text, found {value!r}")
    return value


def _in_order(file: str, n: int, last: Record | None, record: Record) -> None:
    wanted = last.seq + 1 if last else 1
    if record.seq != wanted:
        raise _fail(file, n, "seq", f"expected {wanted}, found {record.seq}: seq has no gaps")
    if last and record.t < last.t:
        raise _fail(file, n, "t", f"{record.t} is before {last.t}: time never goes back")
