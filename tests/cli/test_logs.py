"""misfortune score, replay and report: what can be done with a log."""

import json

import pytest

from simulator.model.records import Header, Log, dump, load
from simulator.store import Checkpoint, DrillRow, SqlStore


def test_a_log_from_elsewhere_can_be_judged(misfortune, ideal):
    document = json.loads(misfortune("score", ideal, "--json").stdout)
    assert document["capabilities"]["detection"] == "P"
    assert document["context"]["time_to_ack_s"] == 60
    assert "Performed without challenges" in misfortune("score", ideal).stdout


def test_a_log_comes_from_standard_input_too(misfortune, ideal):
    text = ideal.read_text(encoding="utf-8")
    piped = misfortune("score", "-", "--json", stdin=text).stdout
    assert piped == misfortune("score", ideal, "--json").stdout


def test_the_score_of_a_stored_log_is_that_of_the_run(misfortune, log):
    run = misfortune("run", "payment-outage", "--crew", "average", "--seed", "1", "--json").stdout
    expected = json.loads(run)
    del expected["digest"]
    assert json.loads(misfortune("score", log, "--json").stdout) == expected


def test_another_policy_judges_otherwise(misfortune, log):
    document = json.loads(misfortune("score", log, "--policy", "sev0-3", "--json").stdout)
    assert document["policy"] == "sev0-3"


def test_other_criteria_can_be_asked_for(misfortune, ideal, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("rubric: own\nextends: imag\ntitle: Ours\ncriteria: {D4: }\n", encoding="utf-8")
    ours = json.loads(misfortune("score", ideal, "--rubric", path, "--json").stdout)
    built_in = json.loads(misfortune("score", ideal, "--rubric", "imag", "--json").stdout)
    assert built_in == json.loads(misfortune("score", ideal, "--json").stdout)
    assert set(built_in["criteria"]) - set(ours["criteria"]) == {"D4"}
    assert "| D4 |" in misfortune("report", ideal, "--md").stdout
    assert "| D4 |" not in misfortune("report", ideal, "--md", "--rubric", path).stdout


@pytest.mark.parametrize("command", ["score", "report"])
def test_a_rubric_that_is_not_there_is_a_wrong_call(misfortune, ideal, command):
    error = misfortune(command, ideal, "--rubric", "imga", code=2).stderr
    assert "no rubric named 'imga'; did you mean 'imag'?" in error
    error = misfortune(command, ideal, "--rubric", "no-such.yaml", code=2).stderr
    assert "no-such.yaml: cannot be read" in error


NOT_LOGS = [
    ("not json", "not JSON"),
    ("", "the file is empty"),
    ('{"format": "other/1"}\n', "expected 'misfortune-log/1', found 'other/1'"),
    ('{"format": "misfortune-log/1", "clock0": "25:00"}\n', "clock0: write a time of day"),
    (
        '{"format": "misfortune-log/1"}\n{"seq": 2, "t": 0, "kind": "drill.started"}\n',
        "seq: expected 1, found 2",
    ),
]


@pytest.mark.parametrize("command", ["score", "replay", "report"])
@pytest.mark.parametrize(("text", "words"), NOT_LOGS)
def test_what_is_no_log_is_refused_in_words(misfortune, tmp_path, command, text, words):
    path = tmp_path / "odd.jsonl"
    path.write_text(text, encoding="utf-8")
    result = misfortune(command, path, code=2)
    assert words in result.stderr
    assert str(path) in result.stderr


@pytest.mark.parametrize("command", ["score", "replay", "report"])
def test_a_file_that_is_not_there_is_a_wrong_call(misfortune, command):
    error = misfortune(command, "no-such.jsonl", code=2).stderr
    assert "no-such.jsonl: cannot be read" in error


def test_bytes_that_are_no_text_are_a_wrong_call(misfortune, tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in misfortune("score", path, code=2).stderr


# -- replay ------------------------------------------------------------------------------------


def test_a_drill_replays_without_a_difference(misfortune, log):
    assert "replayed without a difference" in misfortune("replay", log).stdout


def test_the_first_difference_is_printed(misfortune, log, tmp_path):
    text = log.read_text(encoding="utf-8")
    path = tmp_path / "changed.jsonl"
    changed = text.replace('"strength":1.0', '"strength":0.9', 1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    out = misfortune("replay", path, code=1).stdout
    assert "first difference at seq " in out
    assert "'strength': 0.9" in out
    assert "'strength': 1.0" in out


def test_another_seed_is_a_difference(misfortune, log, tmp_path):
    read = load(log.read_text(encoding="utf-8"))
    header = Header(**{**{k: getattr(read.header, k) for k in Header.__slots__}, "seed": 2})
    path = tmp_path / "seed.jsonl"
    path.write_text(dump(Log(header, read.records)), encoding="utf-8")
    assert misfortune("replay", path, code=1).stdout


def test_a_log_without_commands_cannot_be_replayed(misfortune, ideal):
    assert "the log has no commands" in misfortune("replay", ideal, code=2).stderr


def test_a_scenario_that_has_changed_since_is_not_taken_silently(misfortune, log, tmp_path):
    read = load(log.read_text(encoding="utf-8"))
    kept = {k: getattr(read.header, k) for k in Header.__slots__}
    path = tmp_path / "other.jsonl"
    kept["scenario"] = {"id": "payment-outage", "digest": "0" * 64}
    path.write_text(dump(Log(Header(**kept), read.records)), encoding="utf-8")
    assert "its text differs" in misfortune("replay", path, code=2).stderr
    given = misfortune("replay", path, "--scenario", "payment-outage")
    assert "warning" in given.stderr
    kept["scenario"] = {}
    path.write_text(dump(Log(Header(**kept), read.records)), encoding="utf-8")
    assert "--scenario FILE" in misfortune("replay", path, code=2).stderr


# -- report ------------------------------------------------------------------------------------


def test_a_report_goes_to_standard_output_or_to_a_file(misfortune, log, tmp_path):
    html = misfortune("report", log).stdout
    assert html.startswith("<!doctype html>")
    out = tmp_path / "debrief.html"
    result = misfortune("report", log, "--html", "-o", out)
    assert out.read_text(encoding="utf-8") == html
    assert result.stdout == ""
    assert misfortune("report", log, "--md").stdout.startswith("# Debrief: Card payments")


@pytest.fixture
def stored(log, tmp_path):
    """Return what puts the drill into a database, as far on as it is told."""
    url = f"sqlite:///{tmp_path / 'drills.db'}"
    read = load(log.read_text(encoding="utf-8"))
    row = DrillRow(
        id="d1", title="Friday", scenario_id="payment-outage", scenario_text="", policy="imag",
        seed=1, engine="1", created_ms=0, join_code="ABC", header=read.header.as_json(),
    )  # fmt: skip

    def put(state):
        store = SqlStore(url)
        store.create(row)
        store.append("d1", read.records, Checkpoint(read.records[-1].t, state=state))
        store.close()
        return url

    return put


def test_a_stored_drill_is_reported_like_its_log(misfortune, log, stored):
    html = misfortune("report", "d1", "--db", stored("ended")).stdout
    assert html == misfortune("report", log).stdout


def test_a_drill_that_goes_on_keeps_its_secrets(misfortune, stored):
    result = misfortune("report", "d1", "--db", stored("running"), code=2)
    assert "not over yet" in result.stderr
    assert result.stdout == ""


def test_a_drill_or_database_that_is_not_there_is_named_and_not_made(misfortune, stored, tmp_path):
    assert "nobody" in misfortune("report", "nobody", "--db", stored("ended"), code=2).stderr
    path = tmp_path / "typo.db"
    assert (
        "no such database" in misfortune("report", "d1", "--db", f"sqlite:///{path}", code=2).stderr
    )
    assert not path.exists()
    assert misfortune("report", "d1", "--db", "nonsense", code=2).stderr


def test_a_logs_own_policy_is_a_name_and_never_a_path(misfortune, tmp_path):
    log = tmp_path / "log.jsonl"
    header = '{"format": "misfortune-log/1", "policy": "./acme.yaml"}\n'
    log.write_text(header, encoding="utf-8")
    result = misfortune("score", log, code=2)
    assert "no policy named './acme.yaml'" in result.stderr
    assert "a policy of your own is given by its file: --policy FILE" in result.stderr
