"""The incident document: it grows, it is not written over unseen, and it refers to what one saw."""

from __future__ import annotations

MINUTE = 60_000


def test_each_section_counts_its_revisions(room):
    one = room.do("cl", "doc.write", section="summary", text=" Cards fail ")
    assert (one.kind, one.data) == (
        "doc.updated", {"section": "summary", "text": "Cards fail", "refs": [], "rev": 1},
    )  # fmt: skip
    room.do("responder", "doc.write", section="timeline", text="14:15 alert")
    room.t = 6 * MINUTE
    assert room.do("ol", "doc.write", section="summary", text="Cards fail, 40%").data["rev"] == 2
    document = room.view("observer")["document"]
    assert list(document) == ["summary", "impact", "timeline", "hypotheses", "actions", "owners"]
    assert document["summary"][-1] == {
        "text": "Cards fail, 40%", "by": "ol", "name": "Ol", "at": 6 * MINUTE, "refs": [],
        "rev": 2,
    }  # fmt: skip
    assert [entry["rev"] for entry in document["timeline"]] == [1]
    assert room.told("observer")[-1]["data"] == {
        "section": "summary", "text": "Cards fail, 40%", "refs": [], "rev": 2,
    }  # fmt: skip


def test_nobody_writes_over_what_they_have_not_seen(room):
    room.do("cl", "doc.write", section="impact", text="Some cards", base_rev=0)
    room.do("ol", "doc.write", section="impact", text="Four of ten cards", base_rev=1)
    refused = room.refused("cl", "doc.write", section="impact", text="All", base_rev=1)
    said = "Ol changed impact at 14:15: yours is stale. It is at revision 2, and you wrote on"
    assert refused == (
        "wrong_state", f"{said} revision 1.", "Now it says: Four of ten cards",
    )  # fmt: skip
    room.do("cl", "doc.write", section="impact", text="All", base_rev=2)
    room.do("cl", "doc.write", section="impact", text="Without a word of what was seen")


def test_a_long_text_is_cut_where_it_is_shown(room):
    room.do("ol", "doc.write", section="owners", text="x" * 3_000)
    hint = room.refused("cl", "doc.write", section="owners", text="me", base_rev=0)[2]
    assert hint == f"Now it says: {'x' * 299}…"


def test_sections_that_only_grow_are_never_stale(room):
    for section in ("timeline", "hypotheses", "actions"):
        for n in range(3):
            entry = room.do("ol", "doc.write", section=section, text=f"entry {n}", base_rev=0)
        assert entry.data["rev"] == 3


def test_a_revision_that_is_not_there_yet(room):
    wrong = room.refused("ol", "doc.write", section="timeline", text="x", base_rev=1)
    assert wrong == (
        "bad_args", "doc.write: timeline has no revision 1.", "Nobody has written there yet.",
    )  # fmt: skip
    room.do("ol", "doc.write", section="timeline", text="x")
    hint = room.refused("ol", "doc.write", section="timeline", text="x", base_rev=3)[2]
    assert hint == "The newest is 1."


def test_references_are_kept_once_each_in_order(room):
    alert = room.happens("alert.fired", {
        "alert": "A", "service": "s", "severity": "page", "team": "t", "page": True, "summary": "",
    })  # fmt: skip
    said = room.do("ol", "message.post", text="Looking")
    data = {"section": "timeline", "text": "Alert, then words"}
    entry = room.do("cl", "doc.write", refs=[said.seq, alert.seq, said.seq], **data)
    assert entry.data["refs"] == [said.seq, alert.seq]


def test_one_refers_only_to_what_one_can_see(room):
    hidden = room.happens("impact.changed", {"level": 0.4}).seq
    private = room.happens(
        "message.posted", {"channel": "dm-ic", "text": "Money?"}, "cfo", "persona"
    ).seq
    command = private + 1
    mine = room.do("ic", "message.post", channel="dm-ic", text="Soon").seq
    assert mine == command + 1
    for seq in (hidden, private, command, mine, mine + 1, 10_000):
        assert room.refused("ol", "doc.write", section="timeline", text="x", refs=[seq]) == (
            "not_found",
            f"There is no event {seq} on your timeline.",
            "Give the seq of something that you were told of.",
        )
    room.do("ic", "doc.write", section="timeline", text="x", refs=[private, mine])
    assert room.refused("ic", "doc.write", section="timeline", text="x", refs=[0])[0] == "bad_args"


def test_who_looks_on_does_not_write(room):
    assert room.refused("observer", "doc.write", section="summary", text="x")[0] == "not_allowed"
