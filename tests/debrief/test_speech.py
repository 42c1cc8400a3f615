"""Every word of ours is said in the language of the reader; what is data is shown as it is."""

import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from simulator.debrief import build_debrief, render_fragment, render_markdown, render_report
from simulator.model.records import Event, Header, Log, dump, load
from simulator.scenario import load_rubric

GOLDEN = Path(__file__).parents[1] / "golden"
MINUTE = 60_000
SPOKEN = ("aria-label", "title", "alt")

SIGNS = {
    *("h", "min", "s"),  # units
    *("p", "s", "m", "u", "n/a"),  # ratings
    "utc",  # the zone of a drill that names none
    "e",  # how the ids of what injects asked for begin
}

CIRCLED = {
    **{ord("a") + n: chr(0x24D0 + n) for n in range(26)},
    **{ord("A") + n: chr(0x24B6 + n) for n in range(26)},
}


class Circled:
    """A language of circled letters: a word without them was not said in it, in a slot neither."""

    def text(self, english):
        parts = re.split(r"(\{\w+\})", english)
        return "".join(p if p.startswith("{") else p.translate(CIRCLED) for p in parts)

    def number(self, one, many, n):
        return self.text(one if n == 1 else many)


class TooMany(Circled):
    """A language whose translator made up a slot."""

    def text(self, english):
        return english + " {more}" * ("{" in english)


class Shown(HTMLParser):
    """What a page shows and says, text by text."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.inside = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.texts += [value for name, value in attrs if name in SPOKEN]

    def handle_data(self, data):
        if self.inside != "style":
            self.texts.append(data)


def words(text):
    return re.findall(r"[^\W_]+(?:/[^\W_]+)*", text.lower())


def strings(value):
    """Yield every text that a log holds; the names of fields are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def data_of(log):
    """Return all that is data, a text a line: what the log holds, and what the rubric quotes."""
    lines = [json.loads(line) for line in dump(log).splitlines()]
    sources = [criterion.source for criterion in load_rubric().criteria.values()]
    return "\n".join(f" {' '.join(words(text))} " for text in (*strings(lines), *sources))


def unsaid(texts, log):
    """Return runs of words that are neither said in the language nor data."""
    data, known = data_of(log), SIGNS | {key.lower() for key in load_rubric().criteria}
    found = set()
    for text in texts:
        for run in re.findall(r"[A-Za-z0-9][A-Za-z0-9\s'._/-]*", text):
            told = words(run)
            for end in (0, -1):
                while told and (told[end] in known or not told[end].isalpha()):
                    del told[end]
            if told and f" {' '.join(told)} " not in data:
                found.add(" ".join(told))
    return found


@pytest.fixture(scope="module")
def chaotic_log():
    packed = (GOLDEN / "payment-outage-chaotic.jsonl.gz").read_bytes()
    return load(gzip.decompress(packed).decode("utf-8"))


@pytest.fixture(scope="module")
def empty_log():
    return Log(Header(clock0="14:10", facts={"observable": "all"}), ())


@pytest.fixture(scope="module")
def rated_log(empty_log):
    """Return a log with everything that people add afterwards."""
    ask = {"id": "q", "from": "cfo", "name": "Helena", "text": "How bad?", "expects": True}
    lines = [
        (0, "alert.fired", "world", "world", {"page": True, "alert": "Slow"}),
        (MINUTE, "incident.declared", "ana", "ic", {"title": "Down"}),
        (2 * MINUTE, "inject.delivered", "cfo", "persona", ask),
        (3 * MINUTE, "action.started", "ben", "ol", {"id": "a1", "title": "Restart"}),
        (60 * MINUTE, "drill.ended", "world", "world", {}),
        *(
            (61 * MINUTE, "rating.given", who, "facilitator", {"of": of, "rating": letter})
            for who, of, letter in (
                ("zoe", "D4", "S"), ("tom", "D4", "P"), ("tom", "D5", "n/a"), ("tom", "K8", "M"),
                ("zoe", "command", "M"), ("zoe", "X1", "U"), ("zoe", "", "U"),
            )
        ),
        (62 * MINUTE, "note.added", "zoe", "facilitator", {"tag": "calm", "text": "Hm", "ref": 2}),
        (62 * MINUTE, "note.added", "zoe", "facilitator", {"tag": "", "text": "Hm", "ref": 2}),
    ]  # fmt: skip
    return Log(empty_log.header, tuple(Event(n, *line) for n, line in enumerate(lines, 1)))


@pytest.fixture(params=["ideal_log", "chaotic_log", "rated_log", "empty_log"])
def log(request):
    return request.getfixturevalue(request.param)


def test_every_word_of_the_page_and_of_the_report_is_said(log, policy):
    debrief = build_debrief(log, policy, load_rubric())
    assert unsaid(Shown(render_fragment(debrief, Circled())).texts, log) == set()
    assert unsaid(Shown(render_report(debrief, Circled(), "en-XA")).texts, log) == set()


def test_every_word_of_the_markdown_is_said(log, policy):
    debrief = build_debrief(log, policy, load_rubric())
    text = render_markdown(debrief, Circled()).replace("\\", "")
    assert unsaid([text], log) == set()


def test_what_is_not_said_is_found(ideal, ideal_log):
    found = unsaid(Shown(render_fragment(ideal)).texts, ideal_log)
    assert {"the scorecard", "ratings by capability"} <= found


def test_a_sentence_with_a_slot_too_many_stays_english(debrief):
    html = render_fragment(debrief, TooMany())
    assert "A drill of the scenario" in html
    assert "{more}" not in "".join(Shown(html).texts)
