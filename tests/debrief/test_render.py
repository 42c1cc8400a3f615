"""The page, the file and the Markdown: escaped, self-contained, in order, readable."""

import re
from html.parser import HTMLParser

import pytest

from simulator.debrief import STYLESHEET, render_fragment, render_markdown, render_report
from simulator.debrief.markdown import literal
from simulator.model.records import Header

VOID = {"meta", "br", "hr", "link"}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 1234*5678 }}{% raw %}"


class Page(HTMLParser):
    """Tags in order, with what is open checked on the way."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.text = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)

    def count_in(self, name, prefix):
        return len(
            [a for tag, a in self.tags if tag == name and a.get("id", "").startswith(prefix)]
        )

    def all(self, *names):
        return [attrs for tag, attrs in self.tags if tag in names]

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]

    @property
    def levels(self):
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch(r"h[1-6]", tag)]


@pytest.fixture(params=["debrief", "ideal"])
def any_debrief(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def fragment(any_debrief):
    return Page(render_fragment(any_debrief))


def test_tags_are_balanced_and_ids_are_unique(fragment):
    assert fragment.open == []
    assert len(fragment.ids) == len(set(fragment.ids))


def test_headings_go_down_one_level_at_a_time(fragment, any_debrief):
    assert fragment.levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(fragment.levels, fragment.levels[1:], strict=False))
    levels = Page(render_report(any_debrief)).levels
    assert levels[0] == 1
    assert levels.count(1) == 1


def test_every_link_leads_to_a_place_on_the_page(fragment):
    targets = [attrs["href"] for attrs in fragment.all("a")]
    assert targets
    assert all(href.startswith("#") for href in targets)
    assert {href[1:] for href in targets} <= set(fragment.ids)
    named = [attrs["aria-labelledby"] for _, attrs in fragment.tags if "aria-labelledby" in attrs]
    assert {name for value in named for name in value.split()} <= set(fragment.ids)


def test_every_criterion_is_on_the_page_with_its_evidence(fragment, any_debrief):
    text = "".join(fragment.text)
    for cap in any_debrief.capabilities:
        for c in cap.criteria:
            assert f"c-{c.id}" in fragment.ids
            assert c.said in text
            assert c.question in text
            assert c.eases in text
            for e in c.evidence:
                assert f"e{e.seq}" in fragment.ids
                assert e.text in text
    for c in (*(asked.card for asked in any_debrief.asked), *any_debrief.unscored):
        assert f"c-{c.id}" in fragment.ids


def test_letters_never_stand_alone(debrief):
    html = render_fragment(debrief)
    for cap in debrief.capabilities:
        assert re.search(rf"<b>{cap.rating or '–'}</b> {cap.words}</span>", html)


def test_the_three_states_can_be_seen(look_back):
    d = look_back(
        (0, "alert.fired", "world", "world", {"page": True}),
        (60_000, "incident.declared", "ana", "ic", {}),
        (7_200_000, "drill.ended", "world", "world", {}),
        observable=["alert.fired", "incident.declared"],
    )
    page = Page(render_fragment(d))
    text = "".join(page.text)
    assert "100%" in text
    assert "could not be observed" in text
    assert page.count_in("details", "c-") == 1
    empty = "".join(Page(render_fragment(look_back())).text)
    assert "had no opportunity" in empty
    assert "are left out" in empty


def test_the_fragment_holds_under_a_strict_content_policy(fragment):
    assert not fragment.all("script", "style", "link", "img", "iframe", "object", "foreignobject")
    for _, attrs in fragment.tags:
        assert "style" not in attrs
        assert not [name for name in attrs if name.startswith("on")]


def test_the_picture_has_a_title_a_description_and_a_table(fragment):
    pictures = [a for a in fragment.all("svg") if a.get("role") == "img"]
    (chart,) = [a for a in pictures if a["class"] == "chart"]
    assert chart["aria-labelledby"].split() == ["db-chart-t", "db-chart-d"]
    others = [a for a in pictures if a is not chart]
    assert others
    assert all(a["aria-label"] for a in others)
    plain = [a for a in fragment.all("svg") if "role" not in a and "x" not in a]
    assert all(a["aria-hidden"] == "true" for a in plain)
    assert "The turns of the drill" in "".join(fragment.text)
    assert len(fragment.all("caption")) == len(fragment.all("table"))


def test_the_report_needs_nothing_from_anywhere(any_debrief):
    html = render_report(any_debrief)
    page = Page(html)
    assert not page.all("script", "link", "img", "iframe")
    assert "src=" not in html
    assert "@import" not in html
    urls = set(re.findall(r"https?://[^\s\"'<>)]+", html)) - {"http://www.w3.org/2000/svg"}
    assert urls == set()
    assert re.findall(r"url\((?!#|[\"']#)", html) == []
    assert STYLESHEET in html


def test_peoples_words_are_never_markup(look_back):
    d = look_back(
        (0, "seat.taken", "p1", "ic", {"person": "p1", "name": HOSTILE, "seat": "ic", "bot": None}),
        (1, "incident.declared", "p1", "ic", {"title": HOSTILE}),
        (2, "message.posted", "p1", "ic", {"channel": "incident", "text": HOSTILE}),
        (3, "severity.set", "p1", "ic", {"level": HOSTILE}),
        (4, "action.started", "p1", "ic", {"id": HOSTILE, "title": HOSTILE}),
        (5, "fault.started", "world", "world", {"fault": HOSTILE, "cause": HOSTILE}),
        (6, "impact.changed", "world", "world", {"level": 0.5}),
        (7, HOSTILE, HOSTILE, HOSTILE, {"text": HOSTILE}),
        (8, "rating.given", "p1", "ic", {"of": "D4", "rating": HOSTILE, "note": HOSTILE}),
        (9, "inject.delivered", "x", "persona", {"id": "i", "text": HOSTILE, "expects": True}),
        (9, "inject.expected", "world", "world", {"id": "i", "within": 9, "verb": HOSTILE}),
        (9, "note.added", "p1", "ic", {"tag": HOSTILE, "text": HOSTILE, "ref": 2}),
        (9, "rating.given", "p1", HOSTILE, {"of": HOSTILE, "rating": "P", "note": HOSTILE}),
        (10, "hypothesis.stated", "p1", "ol", {"id": "h", "text": HOSTILE}),
        (11, "hypothesis.tested", "p1", "ol", {"id": "h", "result": "confirmed"}),
    )
    for html in (render_fragment(d), render_report(d)):
        page = Page(html)
        assert not page.all("script", "img")
        assert "<script" not in html
        assert "7006652" not in html
        assert HOSTILE in "".join(page.text)
    text = render_markdown(d)
    assert not re.search(r"(?<!\\)<(script|img)", text)


def test_the_timeline_shows_who_did_something(ideal):
    html = render_fragment(ideal)
    assert '<div class="what"><b>IC</b> sets the severity to SEV-1' in html
    assert '<div class="what">Impact on users is ' in html
    assert " IC sets the severity to SEV-1" in render_markdown(ideal)


def test_titles_stand_for_ids(debrief):
    html = render_fragment(debrief)
    assert "A drill of the scenario “Card payments are failing”" in html
    assert "the policy “IMAG (Incident Management at Google)”" in html
    assert "(average bot)" in html


def test_markdown_has_one_row_a_criterion(debrief):
    text = render_markdown(debrief)
    scored = [c for cap in debrief.capabilities for c in cap.criteria]
    for c in (*scored, *(asked.card for asked in debrief.asked)):
        assert re.search(rf"^\| {c.id} \|", text, re.MULTILINE)
    for c in debrief.unscored:
        assert re.search(rf"^- {c.id} ", text, re.MULTILINE)


def test_headings_of_the_markdown_stand_by_themselves(any_debrief):
    lines = render_markdown(any_debrief).split("\n")
    heads = [n for n, line in enumerate(lines) if line.startswith("#")]
    assert len(heads) > 10
    assert all(n == 0 or (lines[n - 1], lines[n + 1]) == ("", "") for n in heads)
    rules = [n for n, line in enumerate(lines) if line.startswith("|---")]
    assert all(lines[n - 1].startswith("| ") and lines[n - 2] == "" for n in rules)


def test_nothing_found_is_said(ideal):
    for text in (render_fragment(ideal), render_markdown(ideal)):
        assert "None of the anti-patterns that the rubric knows showed here." in text


@pytest.mark.parametrize("text", ["# a", "- a", "1. a", "a | b", "*a*", "[a](b)", "`a`", "a\n# b"])
def test_markdown_of_people_is_literal(text):
    out = literal(text)
    assert "\n" not in out
    assert re.sub(r"\\(.)", r"\1", out) == " ".join(text.split())
    assert out != text


# -- colours -----------------------------------------------------------------------------------


def _luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *((ink, paper) for ink in ("text", "quiet", "link") for paper in ("page", "panel", "sunk")),
    *((seat, paper) for seat in ("ic", "ol", "cl", "world") for paper in ("panel", "sunk")),
    *((name, f"{name}-bg") for name in ("good", "mid", "warn", "bad")),
    *((sign, "panel") for sign in ("good", "mid", "warn")),
    ("text", "mid-bg"), ("quiet", "mid-bg"), ("bad", "panel"), ("bad", "sunk"),
]  # fmt: skip


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_has_the_contrast_of_wcag_aa(theme, ink, paper):
    found = re.findall(r"--([a-z-]+): light-dark\((#\w+), (#\w+)\)", STYLESHEET)
    colours = {name: pair[theme] for name, *pair in found}
    assert _contrast(colours[ink], colours[paper]) >= 4.5


def test_browsers_without_light_dark_get_the_light_colours():
    plain = dict(re.findall(r"--([a-z-]+): (#\w+);", STYLESHEET))
    both = re.findall(r"--([a-z-]+): light-dark\((#\w+), #\w+\)", STYLESHEET)
    assert plain == dict(both)


@pytest.mark.parametrize(
    ("engine", "zone", "said"),
    [
        ("3", "Europe/Amsterdam", "begins at 14:10 (Europe/Amsterdam)"),
        ("3", "", "begins at 14:10 (UTC)"),
        ("", "", "begins at 14:10<"),
    ],
)
def test_times_have_the_zone_of_the_scenario(look_back, engine, zone, said):
    header = Header(drill="d", scenario={"zone": zone}, engine=engine, clock0="14:10")
    assert said in render_fragment(look_back((0, "drill.started", "fac", "", {}), header=header))
