"""Words that blame somebody; and the many sentences about systems that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.content.blame import blame

PEOPLE = ["Ana", "Ben", "Cho", "Eli Moreno", "ben", "dev"]

PLANTED = [
    ("Ben forgot to drain the node first.", "person failed"),
    ("@ben missed the page.", "person failed"),
    ("**Ben** failed to roll back in time.", "person failed"),
    ("The on-call engineer failed to check the dashboard.", "person failed"),
    ("The on-call was responsible for the outage.", "person failed"),
    ("An engineer mistakenly ran the job against production.", "person failed"),
    ("The operator forgot to set the flag.", "person failed"),
    ("The developer broke the build by pushing on a Friday.", "person failed"),
    ("Cho's failure to post an update upset customers.", "person failed"),
    ("The outage was Ben\u2019s fault.", "person failed"),
    ("She overlooked the second alert.", "person failed"),
    ("He misconfigured the load balancer.", "person failed"),
    ("The IC ignored the warning from support.", "person failed"),
    ("Somebody accidentally deleted the table.", "person failed"),
    ("The mistake by the contractor took down the site.", "person failed"),
    ("The outage was caused by an engineer running the wrong script.", "person failed"),
    ("The engineer who ran the script forgot the limit.", "person failed"),
    ("The incident commander on the night shift failed to escalate.", "person failed"),
    ("The team lead neglected to tell support.", "person failed"),
    ("We blame Ben.", "person failed"),
    ("The root cause was human error.", "human error"),
    ("This was operator error during the migration.", "human error"),
    ("Ana should have declared ten minutes earlier.", "counterfactual"),
    ("The tech lead shouldn\u2019t have approved it.", "counterfactual"),
    ("The reviewer could have caught this.", "counterfactual"),
    ("If Ben had read the runbook, nothing would have happened.", "counterfactual"),
    ("Had Eli checked the canary, we would have seen it.", "counterfactual"),
    ("The on-call engineer should have been more careful.", "counterfactual"),
    ("It was a careless change.", "judgement"),
    ("A stupid mistake in the routing file.", "judgement"),
    ("The handover was negligent.", "judgement"),
    ("Train the engineers not to run unsafe commands.", "training"),
    ("More training is needed for the night shift.", "training"),
    ("Everyone needs to be more careful with migrations.", "training"),
    ("Remind people to double check the target.", "training"),
    ("Pay more attention to alerts.", "training"),
]

CLEAN = [
    "Postgres caused the replication lag to grow.",
    "The deploy failed at 14:02 and was retried automatically.",
    "Images are lazy-loaded, so the first request missed the cache.",
    "The database failed over to the standby within forty seconds.",
    "Ben failed over the primary at 14:36.",
    "Ana declared the incident at 14:15 and Cho posted the first update.",
    "The on-call engineer acknowledged the page in two minutes.",
    "The Postgres operator failed to recreate the pod.",
    "The connection manager ignored the new pool size.",
    "The query planner missed the index after the upgrade.",
    "The OCSP responder failed to answer within its deadline.",
    "The admin panel broke after the release.",
    "A configuration change caused the load balancer to drop requests.",
    "Ben broke the problem into three parts and handed one to Eli.",
    "Kubernetes broke down the rollout into batches.",
    "The release pipeline did not run the integration tests.",
    "Where somebody broke in, evidence was kept before anything was changed.",
    "The on-call should have been paged at 14:10, but the alert had no route.",
    "If the on-call engineer had been paged earlier, the impact would have been shorter.",
    "If Ana had access to the vendor console, the reroute would have taken a minute.",
    "Engineers should have had a dashboard for per-region declines.",
    "Most developers should not have cause to use this flag.",
    "Any engineer could have run this command, because nothing guarded it.",
    "The canary missed the failure since it carried too little card traffic.",
    "We failed to reach the vendor for twenty minutes.",
    "The alert was missed because it went to an archived channel.",
    "Requests that failed to parse were dropped silently.",
    "The health check ignored the queue depth.",
    "The retry storm was responsible for the second dip.",
    "Ben is responsible for the follow-up on the canary.",
    "The vendor confirmed that their network timed out.",
    "The new certificate was not trusted by older clients.",
    "Cache misses rose to forty per cent, and errors followed.",
    "The runbook named a host that no longer exists.",
    "Users missed their delivery slots.",
    "The sloppy quorum hid the partition.",
    "The model was retrained on stale data, and training jobs filled the queue.",
    "More training data would not have helped the classifier.",
    "It was not human error: the tool accepted an empty selector.",
    "Human error is never a root cause, so we kept asking.",
    "Nobody was careless; the default was unsafe.",
    "Without blaming Ben or anybody, we looked at the tool.",
    "The user error rate went from one to six per cent.",
    "Operator error messages were cut off at 80 characters.",
    "Eli noticed that the backup route had spare capacity.",
    "The engineer who noticed that the deploy failed to start rolled it back.",
    "The rollback that Ben started finished at 15:29.",
    "An engineer on the payments team saw that the job failed to finish.",
    "The on-call rotation caused no delay this time.",
    "Traffic to dev failed over as expected.",
    "The scheduler mistakenly marked the node as healthy.",
    "The negligible load on the canary hid the leak.",
    "The dumb terminal mode of the tool hides progress.",
    "The incident commander asked for two options and chose the reversible one.",
    "The author of the change added a test for the timeout.",
    "Our monitoring did not follow the new metric name.",
    "The script deleted the table because its filter was empty.",
    "A deploy by the release engineer started at 13:28.",
    "The lead time for certificates caused the delay.",
    "The page to the secondary on-call failed to send.",
    "The database engineer replaced the disk, which caused a short resync.",
    "We got lucky that it happened on a quiet morning.",
    "The network missed the heartbeat. Ana opened a bridge.",
]


def test_the_corpus_is_large_enough():
    assert len(CLEAN) >= 40
    assert len(PLANTED) >= 25


@pytest.mark.parametrize(("text", "kind"), PLANTED)
def test_blame_is_found(text, kind):
    (hit,) = blame(text, PEOPLE)
    assert hit.kind == kind
    assert " ".join(text[hit.start : hit.end].split()) == hit.phrase
    assert hit.suggestion.startswith("Rephrase? ")


@pytest.mark.parametrize("text", CLEAN)
def test_sentences_about_systems_are_clean(text):
    assert blame(text, PEOPLE) == ()


@pytest.mark.parametrize(
    "text",
    [
        '"Ben forgot the flag", the bot wrote, which was not so.',
        "The bot wrote \u201cBen forgot the flag\u201d.",
        "> Ana should have called earlier.",
        "The log line `Ben forgot` is from the test.",
        "```\nBen forgot\n```",
        "    Ben forgot\n",
        "---\ntitle: Ben forgot\n---\nNothing here.",
        "See [the ticket](https://tickets.example.org/ben failed to).",
    ],
)
def test_what_is_not_the_author_s_own_is_left_alone(text):
    assert blame(text, PEOPLE) == ()


def test_words_do_not_meet_across_paragraphs_and_items():
    assert blame("Led by Ben\n\nfailed to start: the router", PEOPLE) == ()
    assert blame("- Ben\n- failed to start: the router", PEOPLE) == ()
    assert len(blame("It was Ben who\nforgot the flag, and so Ben\nforgot it.", PEOPLE)) >= 1


def test_only_the_roster_has_names():
    assert blame("Zoe forgot the flag.", PEOPLE) == ()
    (hit,) = blame("Zoe forgot the flag.", ["Zoe Lind"])
    assert hit.phrase == "Zoe forgot"
    assert blame("Zoe forgot the flag.") == ()


def test_a_name_of_several_words_is_one_person():
    (hit,) = blame("Eli Moreno forgot the flag.", PEOPLE)
    assert hit.phrase == "Eli Moreno forgot"


def test_hits_come_in_order_and_none_inside_another():
    text = "He carelessly overlooked it. The cause was human error. Ben should have known."
    assert [hit.kind for hit in blame(text, PEOPLE)] == [
        "person failed",
        "human error",
        "counterfactual",
    ]


@given(st.lists(st.sampled_from([*(t for t, _ in PLANTED), *CLEAN]), max_size=6))
def test_sentences_keep_their_verdicts_in_company(sentences):
    planted = {text for text, _ in PLANTED}
    hits = blame("\n\n".join(sentences), PEOPLE)
    assert len(hits) == sum(sentence in planted for sentence in sentences)


@given(st.text(max_size=120), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_and_any_roster_can_be_read(text, people):
    for hit in blame(text, people):
        assert 0 <= hit.start < hit.end <= len(text)


def test_the_ideal_postmortem_blames_nobody(ideal):
    (draft,) = (e for e in ideal.events if e.kind == "postmortem.drafted")
    assert blame(draft.data["text"], ["Ana", "Ben", "Cho", "Dev", "Eli", "Fay"]) == ()
