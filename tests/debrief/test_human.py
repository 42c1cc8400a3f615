"""What people said: beside the proposals, never over them, and notes where they belong."""

from simulator.debrief import render_fragment, render_markdown

ALERT = (0, "alert.fired", "world", "world", {"page": True, "alert": "Slow"})
DECLARED = (60_000, "incident.declared", "ana", "ic", {"title": "Down"})
END = (3_600_000, "drill.ended", "world", "world", {})


def rate(of, rating, note="", who="zoe", role="facilitator"):
    return (3_700_000, "rating.given", who, role, {"of": of, "rating": rating, "note": note})


def note(text, ref=None, tag="calm"):
    return (3_800_000, "note.added", "zoe", "facilitator", {"tag": tag, "text": text, "ref": ref})


def card(debrief, key):
    return next(c for cap in debrief.capabilities for c in cap.criteria if c.id == key)


def test_a_rating_does_not_change_the_proposal(look_back):
    before = card(look_back(ALERT, DECLARED, END), "D4")
    after = card(look_back(ALERT, DECLARED, END, rate("D4", "U", "too quiet")), "D4")
    assert (after.letter, after.value, after.said) == (before.letter, before.value, before.said)
    (given,) = after.human
    assert (given.rater, given.letter, given.note) == ("Facilitator", "U", "too quiet")


def test_the_newest_rating_of_each_rater_is_shown_and_raters_are_seats(look_back):
    d = look_back(ALERT, DECLARED, END, rate("D4", "U"), rate("D4", "S", who="tom"),
                  rate("D4", "M", who="ola", role="observer"), rate("D4", "P"))  # fmt: skip
    shown = [(r.rater, r.letter) for r in card(d, "D4").human]
    assert shown == [("Facilitator 1", "S"), ("Observer", "M"), ("Facilitator 2", "P")]
    assert "zoe" not in render_fragment(d)


def test_a_justified_deviation_is_shown_as_such(look_back):
    d = look_back(ALERT, DECLARED, END, rate("D4", "n/a", "shouted across the room"))
    (given,) = card(d, "D4").human
    assert given.waived
    assert given.words == "The rule did not fit: the deviation was justified"
    assert d.agreement.waived == 1
    html = render_fragment(d)
    assert "shouted across the room" in html
    assert "1 time an evaluator said that a deviation was justified." in html


def test_agreement_counts_letters_that_are_alike_or_one_apart(look_back):
    d = look_back(ALERT, DECLARED, END, rate("D4", "P"), rate("D4", "S", who="tom"),
                  rate("D6", "M"), rate("detection", "U"))  # fmt: skip
    assert card(d, "D4").letter == "P"
    assert (d.agreement.tool.pairs, d.agreement.tool.equal) == (4, 2)
    assert (d.agreement.people.pairs, d.agreement.people.near) == (1, 1)
    assert "Tool and evaluators: 2 of 4 letters alike, " in render_fragment(d)
    assert "Tool and evaluators: 2 of 4 letters alike, " in render_markdown(d)


def test_without_ratings_there_is_nothing_to_agree_on(look_back):
    d = look_back(ALERT, DECLARED, END)
    assert d.agreement is None
    assert "Tool and evaluators" not in render_fragment(d)


def test_a_rating_of_what_this_rubric_does_not_have_is_still_shown(look_back):
    d = look_back(ALERT, DECLARED, END, rate("X1", "S", "nice"))
    (other,) = d.agreement.elsewhere
    assert (other.of, other.letter) == ("X1", "S")
    assert "Facilitator on X1: S" in render_fragment(d)


def test_a_rating_of_what_was_not_scored_brings_its_criterion_back(look_back):
    assert "K8" not in {c.id for c in look_back(ALERT, DECLARED, END).unscored}
    d = look_back(ALERT, DECLARED, END, rate("K8", "M", "the room changed hands"))
    (stuck,) = [c for c in d.unscored if c.id == "K8"]
    assert stuck.human[0].note == "the room changed hands"


def test_a_note_stands_at_its_event_and_in_the_evidence(look_back):
    d = look_back(ALERT, DECLARED, END, note("a firm voice", ref=2))
    (line,) = [line for line in d.timeline if line.seq == 2]
    assert [(n.seat, n.tag, n.text) for n in line.notes] == [
        ("Facilitator", "calm", "a firm voice")
    ]
    assert not [line for line in d.timeline if line.seq == 4]
    (proof,) = [e for e in card(d, "D4").evidence if e.seq == 2]
    assert proof.notes == line.notes
    assert "Facilitator notes (calm)" in render_fragment(d)
    assert "a firm voice" in render_markdown(d)


def test_a_note_without_an_event_is_a_line_of_its_own(look_back):
    d = look_back(ALERT, DECLARED, END, note("good energy"), note("gone", ref=99, tag=""))
    lines = {line.seq: line for line in d.timeline}
    assert (lines[4].who, lines[4].text, lines[4].quote) == (
        "Facilitator", "Facilitator notes (calm)", "good energy",
    )  # fmt: skip
    assert lines[5].quote == "gone"


def test_a_note_about_something_small_brings_it_into_the_timeline(look_back):
    small = (70_000, "evidence.asked", "ana", "ic", {"source": "logs"})
    seqs = [line.seq for line in look_back(ALERT, DECLARED, small, END).timeline]
    assert 3 not in seqs
    noted = look_back(ALERT, DECLARED, small, END, note("here", ref=3))
    assert 3 in [line.seq for line in noted.timeline]


def test_what_somebody_asked_in_confidence_is_not_told(look_back):
    asked = (70_000, "question.asked", "ana", "ic", {"id": "q1", "text": "zz-asked"})
    answer = {"id": "q1", "text": "zz-answer", "to": "ana", "everybody": False}
    answered = (80_000, "question.answered", "zoe", "facilitator", answer)
    for noted in ((), (note("asked for help", ref=3), note("and got it", ref=4))):
        d = look_back(ALERT, DECLARED, asked, answered, END, *noted)
        assert "zz-" not in render_fragment(d) + render_markdown(d)
