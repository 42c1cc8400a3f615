from __future__ import annotations

import pytest

from simulator.model.policy import Policy
from simulator.model.scenario import Scenario
from simulator.scenario import load_policy
from simulator.scenario.load import load_scenario

SHOP = """
version: 1
id: shop
title: Card payments are failing
brief: You are on call for a shop that takes 900 card payments a minute.
start: "14:10"
length: 110m
facts: {share_users: 40%, revenue_blocked: true, workaround: false, customer_visible_from: 3m}
impact: payment-api.errors
traffic: checkout.traffic
symptoms: [card payments, checkout]
services:
  checkout:
    team: payments
    calls: [payment-api]
    signals: {traffic: {base: 900/min}, errors: {base: 0.4%}, latency_p99: {base: 420ms}}
  payment-api:
    team: payments
    calls: [card-router, ledger-db]
    signals: {errors: {base: 0.3%}, latency_p99: {base: 180ms}}
  card-router: {team: payments, signals: {errors: {base: 0.2%}}}
  ledger-db: {team: payments, signals: {errors: {base: 0.1%}, saturation: {base: 60%}}}
oncall:
  payments:
    - {level: primary, who: ol}
    - {level: secondary, who: sam, answers_after: 3m}
personas:
  sam: {name: Sam}
  cfo: {name: Carla}
changes:
  - {at: -42m, service: card-router, what: "release 4.12: new routing table", by: deploy-bot}
  - {at: -180m, service: ledger-db, what: "index rebuilt", by: dba}
faults:
  bad-routes: {service: card-router, at: 3m, pushes: {errors: {to: 40%, over: 90s}}}
alerts:
  - alert: PaymentErrorsHigh
    expr: 'errors{service="payment-api"} > 0.05'
    for: 2m
    labels: {severity: page, team: payments}
    annotations: {summary: "Card payments fail"}
actions:
  shift-to-backup:
    title: Route cards to the backup processor
    how: traffic shift
    component: card-router
    takes: 4m
    eases: {bad-routes: 55%}
    undo: 2m
    risk: low
    over: 1m
  rollback-4-12:
    title: Roll back card-router to 4.11
    how: rollback
    component: card-router
    takes: 40m..50m
    clears: [bad-routes]
    stages: 4
    undo: 10m
    destroys_evidence: true
    over: 1m
  restart-ledger:
    title: Restart ledger-db
    how: restart
    component: ledger-db
    takes: 6m
    plausible: false
    worsens: {service: payment-api, signal: errors, by: 20%, for: 8m}
evidence:
  overview:
    title: Payments overview
    kind: dashboard
    shared: true
    series: [checkout.errors, payment-api.errors, checkout.traffic]
  router-logs:
    title: card-router logs
    kind: logs
    takes: 2m
    deep: true
    lines: [{text: "card-router: network timeouts"}, {text: "ledger-db: normal"}]
  changes: {title: Changes, kind: changes, takes: 1m}
  synthetic: {title: Test purchase, kind: synthetic, takes: 1m}
injects:
  - id: cfo-asks
    after: {incident.declared: 20m}
    from: cfo
    channel: dm-ic
    text: How much money are we losing?
    kind: exec_question
    expect: {by: [cl, ic], verb: query.answer, within: 5m}
"""


@pytest.fixture(scope="session")
def shop() -> Scenario:
    loaded = load_scenario(SHOP, "shop.yaml")
    return loaded[0] if isinstance(loaded, tuple) else loaded


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy("imag")
