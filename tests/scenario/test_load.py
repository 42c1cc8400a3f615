"""A whole scenario: what comes back, and that nothing but a scenario or a refusal ever does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.errors import InputError
from simulator.model.scenario import Scenario
from simulator.rules.kinds import EVENT_KINDS
from simulator.scenario import load_scenario, scenario_digest
from simulator.scenario.reader import read_document
from simulator.scenario.shorthand import SHORT_KINDS, full_kind


def outcome(function, *arguments):
    """Return what a function returns, or its refusal."""
    try:
        return function(*arguments)
    except InputError as error:
        return error


def test_a_complete_scenario_is_read(shop_text):
    shop = load_scenario(shop_text)
    assert shop.id == "shop"
    assert shop.length == 110 * 60_000
    assert shop.services["payment-api"].calls["card-router"].errors == 0.9
    assert shop.services["checkout"].calls["payment-api"].latency == 1.0
    assert shop.actions["roll-back"].takes == (2_400_000, 3_000_000)
    assert shop.facts.share_users == 0.4


def test_short_event_kinds_come_back_in_full(shop_text):
    assert load_scenario(shop_text).injects[0].after == {"incident.declared": 1_200_000}


def test_a_short_kind_that_stays_away_comes_back_in_full(shop_text):
    absent = load_scenario(shop_text).injects[3].absent
    assert (absent.event, absent.for_) == ("statuspage.posted", 1_200_000)


def test_short_forms_come_back_as_the_long_ones(shop_text):
    shop = load_scenario(shop_text)
    assert [step.who for step in shop.oncall["payments"].steps] == ["responder", "mara"]
    assert [harm.signal for harm in shop.actions["restart-ledger"].worsens] == ["errors"]
    assert list(shop.services["checkout"].calls) == ["payment-api"]
    assert shop.actions["rebuild-index"].stages == ["Europe", "America"]


def test_a_fault_that_nothing_begins_is_the_facilitators(shop_text):
    text = shop_text.replace('    when: running("rebuild-index")\n', "")
    text = text.replace("    starts: [stale-index]\n", "").replace(", starts: [stale-index]", "")
    fault = load_scenario(text).faults["stale-index"]
    assert fault.at is fault.when is None


def test_full_event_kinds_work_as_well(shop_text):
    text = shop_text.replace("{declared: 20m}", "{fault.started: 20m}")
    assert load_scenario(text).injects[0].after == {"fault.started": 1_200_000}


def test_every_short_kind_means_a_kind_that_exists():
    assert set(SHORT_KINDS.values()) <= set(EVENT_KINDS)
    assert not set(SHORT_KINDS) & set(EVENT_KINDS)
    assert all(full_kind(kind) == kind for kind in EVENT_KINDS)


def test_on_and_off_stay_words(shop_text):
    assert load_scenario(f"{shop_text}\nnoise: off").noise == "off"


def test_expected_verbs_can_be_given(shop_text):
    assert load_scenario(shop_text, verbs=["query.answer"])
    with pytest.raises(InputError, match=r"no verb named 'query\.answer'"):
        load_scenario(shop_text, verbs=["query.answers"])


def test_the_digest_tells_texts_apart_but_not_checkouts(shop_text):
    assert scenario_digest(shop_text) == scenario_digest(shop_text.replace("\n", "\r\n"))
    assert scenario_digest(shop_text) == scenario_digest(f"\ufeff{shop_text}")
    assert scenario_digest(shop_text) != scenario_digest(f"{shop_text} ")
    assert len(scenario_digest("")) == 64


def test_a_yaml_anchor_can_stand_for_a_repeated_part(shop_text):
    text = shop_text.replace("errors: {base: 0.2%}", "errors: &quiet {base: 0.2%}")
    text = text.replace("errors: {base: 0.1%}", "errors: *quiet")
    assert load_scenario(text).services["card-router"].signals["errors"].base.value == 0.002


@given(st.text(max_size=300))
def test_any_text_gives_a_scenario_or_a_refusal(text):
    result = outcome(load_scenario, text)
    assert isinstance(result, Scenario) or result.problems


odd_values = st.sampled_from(
    ["", "~", "no", "12:30", "[]", "{}", "[{}]", "-1", "1e9", "'", "*x", "&a a", "!t v", "5m",
     "-5m", "40%", "9" * 400, "x.y", "{a: {b: c}}", "[a, [b]]", '"\\ud800"', "|\n  x", "true",
     "checkout", "false", ".", "errors", "{declared: []}", "{declared: 1m, resolved: 2m}", "'{'",
     "[checkout, checkout]", "{checkout: [], 5: 6}", "[[[[[[]]]]]]", "0", "null", "{'': 1}",
     "impact > "]
)  # fmt: skip


@given(st.data())
def test_any_change_of_a_scenario_gives_a_scenario_or_a_refusal(shop_text, data):
    """Values are swapped, keys renamed, lines dropped; whatever comes of it is told in words."""
    lines = shop_text.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        change = data.draw(st.sampled_from(["value", "key", "drop", "cut", "insert"]))
        if change == "value" and ":" in line:
            lines[number] = f"{line.split(':')[0]}: {data.draw(odd_values)}"
        elif change == "key" and ":" in line:
            lines[number] = line.replace(":", f"{data.draw(st.sampled_from('xé5-. '))}:", 1)
        elif change == "drop":
            lines[number] = ""
        elif change == "cut":
            lines[number] = line[: data.draw(st.integers(0, len(line)))]
        else:
            at = data.draw(st.integers(0, len(line)))
            lines[number] = line[:at] + data.draw(st.sampled_from("{}[],:'\"&*!%x5 ")) + line[at:]
    text = "\n".join(lines)
    result = outcome(load_scenario, text)
    if not isinstance(result, Scenario):
        assert result.problems
        rows = text.count("\n") + 2
        assert all(1 <= problem.line <= rows and problem.col >= 1 for problem in result.problems)
        assert all(problem.message for problem in result.problems)


def test_places_survive_the_way_through_the_document(shop_text):
    """Every scalar of the tree stands where its node says."""
    document = read_document(shop_text, "x.yaml")
    lines = shop_text.splitlines()

    def walk(node):
        if node.kind == "scalar" and node.style is None and isinstance(node.value, str):
            assert lines[node.line - 1][node.col - 1 :].startswith(node.value)
        for below in (*node.fields.values(), *node.items):
            walk(below)

    walk(document.root)
