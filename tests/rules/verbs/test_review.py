"""The review: written once it is over, as sections and as Markdown; shared; and runbooks."""

from __future__ import annotations

import pytest

from simulator.rules.verbs.review import review_markdown

SECTIONS = {
    "summary": "Cards failed.",
    "timeline": "14:15 alert",
    "impact": "9,480 payments",
    "root_cause": "A routing table",
    "went_well": "Roles",
    "went_wrong": "A slow rollback",
}
ITEM = {"what": "Test timeouts", "type": "prevent", "priority": "P0", "owner": "ben", "due": "May"}


def test_a_draft_is_kept_as_it_was_written_and_as_markdown(resolved):
    data = {"sections": SECTIONS, "actions": [ITEM, {"what": "Alert sooner", "type": "detect"}]}
    drafted = resolved.do("cl", "postmortem.write", **data)
    bare = {"what": "Alert sooner", "type": "detect", "priority": "", "owner": "", "due": ""}
    assert drafted.kind == "postmortem.drafted"
    assert (drafted.data["sections"], drafted.data["actions"]) == (SECTIONS, [ITEM, bare])
    assert drafted.data["text"] == (
        "# Postmortem: Card payments fail\n\n"
        "## Summary\n\nCards failed.\n\n"
        "## Timeline\n\n14:15 alert\n\n"
        "## Impact\n\n9,480 payments\n\n"
        "## Root cause\n\nA routing table\n\n"
        "## What went well\n\nRoles\n\n"
        "## What went wrong\n\nA slow rollback\n\n"
        "## Action items\n\n"
        "| Action | Type | Priority | Owner | Due |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Test timeouts | prevent | P0 | ben | May |\n"
        "| Alert sooner | detect |  |  |  |\n"
    )
    assert resolved.view("observer")["review"] == {
        "draft": {**drafted.data, "by": "cl", "name": "Cl", "at": resolved.t},
        "shared": None,
        "runbooks": [],
    }
    assert resolved.told("ol")[-1]["data"] == dict(drafted.data)


def test_the_newest_draft_counts_and_empty_parts_are_left_out(resolved):
    resolved.do("cl", "postmortem.write", sections=SECTIONS)
    resolved.do("ol", "postmortem.write", sections={"summary": " Short. ", "impact": ""})
    draft = resolved.view("ic")["review"]["draft"]
    assert (draft["by"], draft["sections"], draft["actions"]) == ("ol", {"summary": "Short."}, [])
    assert draft["text"] == "# Postmortem: Card payments fail\n\n## Summary\n\nShort.\n"


@pytest.mark.parametrize("args", [{}, {"sections": {}}, {"sections": {"impact": " "}}])
def test_an_empty_draft_is_none(resolved, args):
    assert resolved.refused("cl", "postmortem.write", **args) == (
        "bad_args",
        "postmortem.write: there is nothing in it.",
        "Sections: summary, timeline, impact, root_cause, went_well, went_wrong; and actions.",
    )


def test_what_is_wrong_with_an_item_is_said_by_its_place(resolved):
    wrong = [ITEM, {**ITEM, "type": "hope"}]
    message = resolved.refused("cl", "postmortem.write", actions=wrong)[1]
    assert message.startswith("postmortem.write: actions.1.type is 'hope'; ")
    missing = resolved.refused("cl", "postmortem.write", actions=[{"type": "fix"}])[1]
    assert missing == "postmortem.write: actions.0.what is missing."


def test_what_people_write_stays_in_its_place():
    text = review_markdown(
        "Cards\n# fail",
        {"summary": "# Big\n\nx\n## Impact\n#hash\n### small\n#", "timeline": "a | b"},
        [{**ITEM, "what": "a | b\\", "owner": "ana\n| ben |"}],
    )
    headings = [line for line in text.split("\n") if line.startswith(("# ", "## "))]
    assert headings == ["# Postmortem: Cards # fail", "## Summary", "## Timeline",
                        "## Action items"]  # fmt: skip
    assert "### Big\n\nx\n### Impact\n#hash\n### small\n###\n" in text
    assert "a | b\n" in text
    assert "| a \\| b\\\\ | prevent | P0 | ana \\| ben \\| | May |\n" in text


def test_sharing_needs_a_draft_and_is_the_ics(resolved):
    assert resolved.refused("ic", "postmortem.share") == (
        "wrong_state", "There is no draft to share.", "Write one first: anybody on the team may.",
    )  # fmt: skip
    resolved.do("cl", "postmortem.write", sections=SECTIONS)
    assert resolved.refused("cl", "postmortem.share")[0] == "not_allowed"
    shared = resolved.do("ic", "postmortem.share", **{"with": "engineering, support"})
    assert (shared.kind, shared.data) == ("postmortem.shared", {"with": "engineering, support"})
    assert resolved.view("cl")["review"]["shared"] == {
        "with": "engineering, support", "by": "ic", "name": "Ic", "at": resolved.t,
    }  # fmt: skip
    assert resolved.do("ic", "postmortem.share").data == {"with": ""}


def test_a_runbook_is_one_of_the_sources_or_a_new_one(resolved):
    books = [n for n, s in resolved.scenario.evidence.items() if s.kind == "runbook"]
    said = resolved.do("ol", "runbook.update", source=books[0], text="Reroute first")
    assert (said.kind, said.data) == (
        "runbook.updated", {"source": books[0], "text": "Reroute first"},
    )  # fmt: skip
    resolved.do("cl", "runbook.update", text="How to tell customers")
    assert [(row["source"], row["by"]) for row in resolved.view("ic")["review"]["runbooks"]] == [
        (books[0], "ol"), (None, "cl"),
    ]  # fmt: skip
    other = next(n for n, s in resolved.scenario.evidence.items() if s.kind != "runbook")
    assert resolved.refused("ol", "runbook.update", source=other, text="x") == (
        "not_found",
        f"No runbook {other!r}.",
        f"There are: {', '.join(books)}. Leave source out for a new one.",
    )
    bare = resolved.scenario.model_copy(update={"evidence": {}})
    resolved.scenario = bare
    assert resolved.refused("ol", "runbook.update", source="x", text="x")[2] == (
        "This scenario has none. Leave source out for a new one."
    )


VERBS = (
    ("ol", "postmortem.write", {"sections": SECTIONS}),
    ("ic", "postmortem.share", {}),
    ("ol", "runbook.update", {"text": "Reroute first"}),
)


def test_a_review_comes_once_it_is_over(room):
    for seat, verb, args in VERBS:
        assert room.refused(seat, verb, **args) == (
            "wrong_state",
            "No incident has been declared, so there is none to review.",
            "Declare first: anyone may.",
        )
    room.do("ic", "incident.declare", title="Cards")
    for seat, verb, args in VERBS:
        assert room.refused(seat, verb, **args) == (
            "wrong_state",
            "The incident is not resolved yet.",
            "Review it once it is over: now the service comes first.",
        )
    room.do("ic", "incident.resolve")
    room.happens("drill.paused")
    for seat, verb, args in VERBS:
        assert room.refused(seat, verb, **args)[0] == "drill_paused"
    room.happens("drill.resumed")
    for seat, verb, args in VERBS:
        room.do(seat, verb, **args)


def test_the_end_of_the_drill_ends_the_incident_too(room):
    room.do("ic", "incident.declare", title="Cards")
    room.happens("drill.ended")
    for seat, verb, args in VERBS:
        room.do(seat, verb, **args)
    assert room.refused("ic", "postmortem.schedule", owner="ol", in_hours=2)[0] == "drill_ended"
