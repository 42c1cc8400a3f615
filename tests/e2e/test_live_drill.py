"""A live drill over real sockets: views, answers, re-sending, restart after a kill."""

from __future__ import annotations

import json
import threading

import pytest
import socketio

from simulator.model.records import load
from simulator.scenario import Library, load_policy, load_scenario
from simulator.session import compare, rebuild

pytestmark = pytest.mark.e2e


def open_drill(site, *seats):
    drill, code = site.create()
    facilitator = site.facilitator(drill)
    people = [site.join(code, f"{seat} person", seat) for seat in seats]
    return drill, facilitator, people


def test_what_one_does_the_others_see_and_the_log_replays(site):
    drill, boss, (ic, ol, cl) = open_drill(site, "ic", "ol", "cl")
    assert [person["name"] for person in boss.view["people"]] == [
        "ic person",
        "ol person",
        "cl person",
    ]
    refused = ol.ask("incident.declare", title="Too early")
    assert refused["error"]["code"] == "drill_not_started"
    boss.do("drill.start")
    boss.do("drill.speed", factor=60)
    page = ol.event("page.sent")
    ol.do("page.ack", id=page["data"]["id"])
    boss.do("drill.speed", factor=1)
    ol.do("incident.declare", title="Card payments fail")
    assert ic.event("incident.declared")["actor"] == "ol-person"
    ic.do("role.assign", role="ic", to="ic-person")
    ic.do("role.accept", role="ic")
    ic.do("severity.set", level="SEV-1")
    cl.until(lambda: cl.view["incident"]["severity"] == "SEV-1")
    cl.do("statuspage.post", stage="investigating", text="Some card payments fail.", next_in=30)
    ol.until(lambda: ol.view["statuspage"]["stage"] == "investigating")
    boss.do("drill.pause")
    paused = ic.ask("decision.log", text="Wait")
    assert paused["error"]["code"] == "drill_paused"
    boss.do("inject.fire", id=next(m["id"] for m in boss.view["msel"] if m["status"] == "waiting"))
    boss.do("drill.resume")
    boss.do("drill.end")
    assert "score" in {name for name, *_ in boss.heard}
    for client in (ic, ol, cl):
        client.event("drill.ended")
        assert "score" not in {name for name, *_ in client.heard}
        page = client.http.get(site.server.url + client.path + "/debrief")
        assert page.status_code == 200
        assert "Card payments fail" in page.text
    log = load(site.get(f"/console/{drill}/log.jsonl").text)
    entry = next(e for e in Library(()).entries() if e.id == "payment-outage")
    scenario, policy = load_scenario(entry.source), load_policy("imag")
    core = rebuild(scenario, policy, log.header.seed, log.records, log.records[-1].t)
    assert compare(log.records, core.records) is None
    report = site.get(f"/console/{drill}/report.html")
    assert report.headers["Content-Disposition"].startswith("attachment")
    assert report.text.startswith("<!doctype html>") or report.text.startswith("<!DOCTYPE html>")


def test_a_command_sent_twice_is_carried_out_once(site):
    _, boss, (ic,) = open_drill(site, "ic")
    boss.do("drill.start")
    first = ic.ask("message.post", key="same", channel="incident", text="hello")
    second = ic.ask("message.post", key="same", channel="incident", text="hello")
    assert first == second
    ic.do("message.post", channel="incident", text="bye")
    boss.event("message.posted", text="bye")
    texts = [e["data"]["text"] for e in boss.events if e["kind"] == "message.posted"]
    assert texts == ["hello", "bye"]


def test_every_message_is_answered(site):
    _, boss, (ic,) = open_drill(site, "ic")
    call, long = ic.io.call, "x" * 50_000
    answers = [
        call("command", {"verb": "no.such"}, namespace="/drill"),
        call("command", "nonsense", namespace="/drill"),
        call("command", {"verb": "message.post", "args": {"text": long}}, namespace="/drill"),
        call("command", {"verb": "drill.start", "args": {}}, namespace="/drill"),
        call("shout", {}, namespace="/drill"),
        call("command", {"verb": ["a"], "args": None, "client_key": 4}, namespace="/drill"),
    ]
    codes = [answer["error"]["code"] for answer in answers]
    assert codes == [
        "unknown_verb",
        "bad_args",
        "too_large",
        "not_allowed",
        "unknown_verb",
        "bad_args",
    ]
    assert all(answer["error"]["message"] for answer in answers)
    assert boss.view["drill"]["phase"] == "lobby"


def test_a_long_review_in_any_script_fits_into_one_command(site):
    _, boss, (ic,) = open_drill(site, "ic")
    boss.do("drill.start")
    ic.do("incident.declare", title="Card payments fail")
    boss.do("drill.end")
    ic.event("drill.ended")
    sections = ["summary", "timeline", "impact", "root_cause", "went_well", "went_wrong"]
    item = {"what": "決" * 300, "type": "prevent", "owner": "Ana", "due": "2030-01-31"}
    text = "決済" * 2_000
    ic.do("postmortem.write", sections=dict.fromkeys(sections, text), actions=[item] * 20)
    ic.until(lambda: ic.view["review"]["draft"])
    assert ic.view["review"]["draft"]["sections"]["went_wrong"] == text


def test_a_made_up_token_is_refused_with_words(site):
    client = site.client('data-token="made-up"')
    with pytest.raises(socketio.exceptions.ConnectionError):
        client.connect()
    assert not client.view


def test_coming_back_brings_what_was_missed(site):
    _, boss, (ic, ol) = open_drill(site, "ic", "ol")
    boss.do("drill.start")
    ol.do("message.post", text="one")
    ic.event("message.posted", text="one")
    ic.close()
    ol.do("message.post", text="two")
    back = site.client(f'data-token="{ic.token}"')
    back.seq, back.events = ic.seq, list(ic.events)
    back.connect()
    back.event("message.posted", text="two")
    seqs = [e["seq"] for e in back.events]
    assert seqs == sorted(set(seqs))
    two_tabs = site.client(f'data-token="{ol.token}"').connect()
    two_tabs.do("message.post", text="from the other tab")
    ol.event("message.posted", text="from the other tab")


def test_kill_9_loses_no_answered_command_and_the_drill_goes_on(site):
    drill, boss, (ic, ol) = open_drill(site, "ic", "ol")
    boss.do("drill.start")
    boss.do("drill.speed", factor=30)
    answered: list[str] = []
    stop = threading.Event()

    def talk() -> None:
        n = 0
        while not stop.is_set():
            n += 1
            try:
                if ol.ask("message.post", text=f"line {n}")["ok"]:
                    answered.append(f"line {n}")
            except (socketio.exceptions.SocketIOError, socketio.exceptions.TimeoutError):
                return

    talker = threading.Thread(target=talk)
    talker.start()
    ic.event("page.sent", seconds=40)
    site.server.kill()
    stop.set()
    talker.join(30)
    stood = max(e["t"] for e in ic.events)
    site.server.start()
    again = site.client(f'data-token="{ic.token}"').connect()
    texts = {e["data"]["text"] for e in again.events if e["kind"] == "message.posted"}
    assert answered
    assert set(answered) <= texts
    assert again.view["drill"]["phase"] == "running"
    again.do("incident.declare", title="Back after the crash")
    declared = again.event("incident.declared")
    assert declared["t"] >= stood
    records = load(site.get(f"/console/{drill}/log.jsonl").text).records
    assert [record.seq for record in records] == list(range(1, len(records) + 1))


def test_bots_play_the_empty_seats(site):
    _, boss, (cl,) = open_drill(site, "cl")
    for seat in ("ic", "ol"):
        boss.do("seat.bot", seat=seat, crew="expert")
    boss.do("drill.start")
    boss.do("drill.speed", factor=60)
    declared = cl.event("incident.declared", seconds=60)
    assert declared["actor"] in ("bot-ic", "bot-ol")
    cl.event("role.assigned", seconds=60, role="cl", to="cl-person")
    boss.do("drill.pause")
    json.dumps(cl.heard)
