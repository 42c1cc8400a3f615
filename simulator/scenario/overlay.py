"""One document over another: only what differs needs to be written."""

from __future__ import annotations

from simulator.scenario.document import Node

__all__ = ["overlay"]


def overlay(base: Node, over: Node, *, without: str = "") -> Node:
    """Return ``base`` with the keys of ``over`` in place of its own, at every depth.

    A key without a value takes the base's entry away. What comes from ``base`` gets the place of
    the mapping that changes it: there is no other place in that file. ``without`` is a key of
    ``over`` that is not for the result.
    """
    result = Node("map", {}, over.line, over.col, over.end)
    for name, node in base.fields.items():
        _put(result, name, base.keys[name], _moved(node, over), over)
    for name, node in over.fields.items():
        if name == without:
            continue
        if node.kind == "scalar" and node.value is None:
            for kept in (result.keys, result.fields, result.value):
                kept.pop(name, None)
            continue
        below = base.fields.get(name)
        both = node.kind == "map" and below is not None and below.kind == "map"
        merged = overlay(below, node) if both and below else node
        _put(result, name, over.keys[name], merged, over.keys[name])
    return result


def _put(result: Node, name: str, key: Node, node: Node, place: Node) -> None:
    result.keys[name] = Node("scalar", key.value, place.line, place.col, place.end)
    result.fields[name] = node
    result.value[name] = node.value


def _moved(node: Node, place: Node) -> Node:
    """Copy a tree, every value of it at one place."""
    copy = Node(node.kind, node.value, place.line, place.col, (place.line, 0))
    copy.keys = {name: _moved(key, place) for name, key in node.keys.items()}
    copy.fields = {name: _moved(value, place) for name, value in node.fields.items()}
    copy.items = [_moved(item, place) for item in node.items]
    return copy
