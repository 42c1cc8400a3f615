"""What pages show past the catalogue, told by the pseudo-language in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from tests.e2e.browser import Page

_SHOWN = """() => {
  const spoken = ["label", "description", "roledescription"].map((name) => "aria-" + name)
    .concat("title", "placeholder", "alt");
  const found = [];
  const outside = (text, depth) => {
    let kept = "";
    for (const char of text) {
      if (char === "⟦") depth++;
      if (!depth) kept += char;
      if (char === "⟧") depth--;
    }
    return [kept, depth];
  };
  const keep = (element, text) => {
    const place = element.tagName + "." + element.className;
    if (/\\p{L}{2,}/u.test(text)) found.push([place, text.trim()]);
  };
  const skipped = "script style noscript template kbd code pre".split(" ");
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ALL, (node) =>
    skipped.includes(node.nodeName.toLowerCase())
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT);
  let depth = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      let kept;
      [kept, depth] = outside(node.data, depth);
      keep(node.parentElement, kept);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of spoken) keep(node, outside(node.getAttribute(name) ?? "", 0)[0]);
    }
  }
  return found;
}"""
_WORDS = re.compile(r"[^\W\d_]{2,}")
_BETWEEN = re.compile(r"\s*[·|→…()]\s*|\n|: |, |\bT\+|\bSEV\b")
_RUN = 3
"""So many words of a page that stand together in a longer text come from there."""


def texts_in(value: object) -> Iterable[str]:
    """Return every text in a JSON document, names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from (str(name), *texts_in(one))
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def log_texts(log: str) -> Iterable[str]:
    """Return every text of a log: what scenarios and people wrote, and ids."""
    for line in log.splitlines():
        yield from texts_in(list(json.loads(line).get("data", {}).values()))


def shown(page: Page) -> set[tuple[str, str]]:
    """Return what a page in the pseudo-language shows past the catalogue, with its element."""
    return {(place, text) for place, text in page.page.evaluate(_SHOWN)}


def strays(found: Iterable[tuple[str, str]], data: Iterable[str]) -> list[tuple[str, str]]:
    """Return what is no data either; punctuation and numbers do not count."""
    whole = {_plain(part) for text in data for part in (text, *_BETWEEN.split(text))}
    corpus = "\n".join(sorted(whole))

    def known(text: str) -> bool:
        plain = _plain(text)
        return plain in whole or (plain.count(" ") >= _RUN - 1 and plain in corpus)

    return [
        (place, text)
        for place, text in sorted(found)
        if not known(text) and not all(map(known, _BETWEEN.split(text)))
    ]


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text))
