"""What an author is told: where, what was offered, what is allowed, and the nearest valid name."""

from __future__ import annotations

from pathlib import Path

import pytest

MARK = "‸"


CASES = [
    case
    for path in sorted(Path(__file__).parent.glob("problems*.txt"))
    for case in path.read_text(encoding="utf-8").split("\n\n")[1:]
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.strip().split("\n= ")[1])
def test_one_fault_gives_one_problem(shop_text, broken, case):
    old, new, expected = (line[2:].replace("\\n", "\n") for line in case.strip().split("\n"))
    if MARK in new:
        before = (shop_text[: shop_text.index(old)] + new).split(MARK)[0]
        line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
        expected = f"{line}:{col}: {expected}"
    assert broken((old, new.replace(MARK, ""))) == [expected]


def test_all_faults_are_told_in_the_order_of_the_file(broken):
    found = broken(
        ("difficulty: 2", "dificulty: 2"),
        ("calls: [payment-api]", "calls: [payment-ap]"),
        ("{to: 40%, over", "{to: lots, over"),
        ("errors{service", "errrs{service"),
        ("team: payments}", "team: paymens}"),
        ("    deep: true", "    deep: yes"),
        ("and impact > 0", "and impct > 0"),
        ("verb: query.answer", "verb: query.anwser"),
    )
    assert [problem.split(": ")[1] for problem in found] == [
        "dificulty",
        "services.checkout.calls[0]",
        "faults.bad-routes.pushes.errors.to",
        "alerts[0].expr",
        "alerts[0].labels.team",
        "evidence.logs.deep",
        "injects[0].expect.verb",
        "injects[1].when",
    ]


@pytest.mark.parametrize(
    ("changes", "circle"),
    [
        (
            [("signals: {saturation", "calls: [checkout]\n    signals: {saturation")],
            {"checkout", "payment-api", "ledger-db"},
        ),
        ([("calls: [payment-api]", "calls: [payment-api, checkout]")], {"checkout"}),
    ],
)
def test_circles_of_calls_are_refused(broken, changes, circle):
    (problem,) = broken(*changes)
    assert "calls go round in a circle: " in problem
    way = problem.split("circle: ")[1].split(" → ")
    assert way[0] == way[-1]
    assert set(way) == circle


def test_a_condition_in_a_block_is_shown_in_its_own_line(broken):
    block = 'when: |-\n      since("statuspage.posted") > 20m\n      and impct > 0'
    old = 'when: since("statuspage.posted") > 20m and impact > 0'
    (problem,) = broken((old, block))
    assert problem.startswith("147:11: injects[1].when: unknown name 'impct'")


def test_a_broken_part_does_not_hide_what_is_wrong_elsewhere(broken):
    found = broken(
        ("signals: {saturation: {base: 30%}}", "signals: 5"), ("from: mara", "from: maria")
    )
    assert [problem.split(": ")[1] for problem in found] == [
        "services.ledger-db.signals",
        "injects[2].from",
    ]


def test_a_long_offer_is_shortened(broken):
    (problem,) = broken(("risk: low", "risk: " + "x" * 5_000))
    assert len(problem) < 200


def test_a_file_that_is_something_else_altogether(problems):
    assert problems("- a\n- b") == ["1:1: write keys with values, not a list"]
    assert len(problems("hello: world")) == 12
