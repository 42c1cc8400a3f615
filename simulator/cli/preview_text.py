"""A preview on a terminal: the system as a tree, the timeline, signals as sparklines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from simulator.authoring.preview.data import LANES, Moment, Node, Preview, State, Window
from simulator.cli.show import terminal
from simulator.debrief.words import percent
from simulator.model.units import clock_text, duration_text

__all__ = ["print_preview", "print_state", "sparkline"]

_BARS = "▁▂▃▄▅▆▇█"
_ASCII = "_.-~=+*#"
_COLUMNS = 44
_TONES = {"bad": "red", "good": "green", "outside": "magenta"}
_LEGEND = (
    "From: when it was started here, at the first sign of trouble or as soon as its condition "
    "lets it. Until: the latest start with which it is done before the end. Users hit: the mean of "
    "the ten minutes after it has set in, without it and with it."
)
_NAMES = {key: name for key, name, _ in LANES}


def sparkline(values: Sequence[float], columns: int = _COLUMNS, *, ascii_only: bool = False) -> str:
    """Draw values as one line of bars, from their lowest to their highest.

    >>> sparkline([0, 1, 2, 3], 4)
    '▁▃▆█'
    """
    bars = _ASCII if ascii_only else _BARS
    if not values:
        return ""
    low, high = min(values), max(values)
    room = (high - low) or 1.0
    columns = min(columns, len(values))
    edges = [len(values) * n // columns for n in range(columns + 1)]
    parts = [values[a:b] for a, b in pairwise(edges)]
    means = [sum(part) / len(part) for part in parts]
    return "".join(bars[round((mean - low) / room * (len(bars) - 1))] for mean in means)


def print_preview(preview: Preview) -> None:
    """Print a whole preview for people."""
    console = terminal()
    _head(console, preview)
    _heading(console, "The system")
    for top in preview.system:
        console.print(_tree(top))
    _faults(console, preview)
    who = "if nobody acts" if preview.crew == "idle" else "with an expert crew of bots"
    _heading(console, f"Timeline {who}")
    console.print(_timeline(preview.moments))
    _signals(console, preview)
    _only_if(console, preview)
    _windows(console, preview)
    _finds(console, preview)
    _heading(console, f"How it comes out {who}")
    _lines(console, preview.ends)


def print_state(state: State, title: str, clock: str) -> None:
    """Print what a drill is at one moment."""
    console = terminal()
    console.print(Text(f"{title} at {state.at} ({clock})", style="bold"))
    console.print(Text(f"Users hit: {state.impact}"))
    console.print(Text(f"Faults at work: {', '.join(state.faults) or 'none'}"))
    console.print(Text(f"Alerts firing: {', '.join(state.firing) or 'none'}"))
    _heading(console, "Signals")
    table = _table("Signal", "Now", "Usual")
    for name, now, usual in state.signals:
        table.add_row(*map(Text, (name, now, usual)))
    console.print(table)
    for name, moments in state.received:
        _heading(console, f"What reached {name} so far")
        console.print(_timeline(moments) if moments else Text("Nothing.", style="dim"))


def _head(console: Console, preview: Preview) -> None:
    console.print(Text(preview.title, style="bold"))
    times = f"{preview.clock0} to {preview.ends_clock} ({duration_text(preview.length)})"
    tags = f" · {', '.join(preview.tags)}" if preview.tags else ""
    about = (
        f"{preview.id} · {times} · difficulty {preview.difficulty} of 5{tags} · seed {preview.seed}"
    )
    console.print(Text(about, style="dim"))
    warning = "For facilitators only: it tells everything. Whoever has read it cannot play."
    console.print(Text(warning, style="bold red"))
    console.print()
    console.print(Text(preview.brief))
    _heading(console, "What is true")
    _lines(console, preview.truth)
    if preview.objectives:
        _heading(console, "What a team should learn")
        _lines(console, preview.objectives)


def _heading(console: Console, text: str) -> None:
    console.print(Text(f"\n{text}", style="bold"))


def _lines(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        console.print(Text(f"  {line}"))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _label(node: Node) -> Text:
    text = Text.assemble((node.title or node.id, "bold"), f" {node.id}" if node.title else "")
    text.append(f"  team {node.team}" if node.team else "", style="dim")
    for fault in node.faults:
        text.append(f"  x {fault}", style="red")
    if node.again:
        text.append("  (told above)", style="dim")
    if node.signals:
        text.append(f"\n{', '.join(node.signals)}", style="dim")
    return text


def _tree(node: Node, parent: Tree | None = None) -> Tree:
    tree = Tree(_label(node)) if parent is None else parent.add(_label(node))
    for callee in node.calls:
        _tree(callee, tree)
    return tree


def _faults(console: Console, preview: Preview) -> None:
    _heading(console, "What breaks")
    for fault in preview.faults:
        mark = ", a red herring" if fault.red_herring else ""
        console.print(Text.assemble(f"  {fault.id}", (f" on {fault.service}{mark}", "dim")))
        helped = f"helped by {', '.join(fault.helped_by)}" if fault.helped_by else "no action helps"
        parts = [f"begins {fault.begins}", *fault.pushes, *fault.course, helped]
        console.print(Text(f"    {'; '.join(parts)}", style="dim"))
        if fault.cause:
            console.print(Text(f"    {fault.cause}"))


def _timeline(moments: Iterable[Moment]) -> Table:
    table = _table("Time", "Clock", "For", "What")
    for column in table.columns[:3]:
        column.no_wrap = True
    for moment in moments:
        what = Text(moment.text, style=_TONES.get(moment.tone, ""))
        if moment.quote:
            what.append(f"\n“{moment.quote}”", style="default")
        if moment.why:
            what.append(f"\n{moment.why}", style="dim")
        table.add_row(Text(moment.at), Text(moment.clock), Text(_NAMES[moment.lane]), what)
    return table


def _signals(console: Console, preview: Preview) -> None:
    _heading(console, "Signals")
    ascii_only = console.options.ascii_only
    table = _table("Signal", "Usual", "Furthest", "From start to end")
    levels = [level for _, level in preview.impact]
    peak = max(levels, default=0.0)
    line = sparkline(levels, ascii_only=ascii_only)
    table.add_row(Text("users hit"), Text("0%"), Text(percent(peak)), Text(line))
    for strip in preview.signals:
        line = sparkline(strip.values, ascii_only=ascii_only)
        worst = f"{strip.worst} at {strip.worst_clock}"
        table.add_row(*map(Text, (strip.name, strip.usual, worst, line)))
    table.columns[3].no_wrap = True
    console.print(table)


def _only_if(console: Console, preview: Preview) -> None:
    if not preview.only_if:
        return
    _heading(console, "What comes only if")
    table = _table("Message", "For", "Only if")
    for inject in preview.only_if:
        why = Text(inject.why)
        why.append(f"\n{inject.name} on {inject.channel}: “{inject.text}”", style="dim")
        table.add_row(Text(inject.id), Text(_NAMES[inject.lane]), why)
    console.print(table)


def _windows(console: Console, preview: Preview) -> None:
    _heading(console, "What the team can do, each action alone and as soon as it can be started")
    table = _table("Action", "Takes", "From", "Until", "What it does")
    for column in table.columns[1:4]:
        column.no_wrap = True
    for window in preview.windows:
        what = Text(window.effect)
        notes = [f"{window.risk} risk", *window.notes]
        notes.append(f"undone in {window.undo}" if window.undo else "cannot be undone")
        what.append(f"\n{', '.join(notes)}", style="dim")
        name = Text.assemble(window.title, (f"\n{window.id}", "dim"))
        table.add_row(name, Text(window.takes), *_times(preview, window), what)
    console.print(table)
    console.print(Text(_LEGEND, style="dim"))


def _finds(console: Console, preview: Preview) -> None:
    if not preview.finds:
        return
    _heading(console, "What they can find")
    for shelf in preview.finds:
        about = (f"  {shelf.about}", "dim") if shelf.about else ""
        console.print(Text.assemble(f"  {shelf.title}", about))
        for line in shelf.lines:
            console.print(Padding(Text(line.text), (0, 0, 0, 4)))
            if line.note:
                console.print(Padding(Text(line.note, style="dim"), (0, 0, 0, 6)))


def _times(preview: Preview, window: Window) -> tuple[Text, Text]:
    opens, closes = (
        "never" if t is None else clock_text(preview.clock0, t)
        for t in (window.opens, window.closes)
    )
    return Text(opens), Text(closes)
