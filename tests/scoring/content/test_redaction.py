"""What should be blacked out before a text is shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.content.redaction import sensitive


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("ask ana.b+x@shop.co.uk about it", "e-mail address", "ana.b+x@shop.co.uk"),
        ("card 4111 1111 1111 1111 was declined", "card number", "4111 1111 1111 1111"),
        ("card 5555-5555-5555-4444", "card number", "5555-5555-5555-4444"),
        ("call +44 20 7946 0958", "phone number", "+44 20 7946 0958"),
        ("call (415) 555-2671", "phone number", "(415) 555-2671"),
        ("call 415-555-2671 now", "phone number", "415-555-2671"),
        ("password = hunter2secret", "secret", "hunter2secret"),
        ('API_KEY: "k9f3j2l1m5"', "secret", "k9f3j2l1m5"),
        ("AKIAIOSFODNN7EXAMPLE", "secret", "AKIAIOSFODNN7EXAMPLE"),
        ("postgres://app:s3cr3tpw@db.host/x", "secret", "app:s3cr3tpw"),
        (
            "Authorization: Bearer abcdefghijklmnopqrstuvwx",
            "secret",
            "Bearer abcdefghijklmnopqrstuvwx",
        ),
        ("-----BEGIN RSA PRIVATE KEY-----", "secret", "-----BEGIN RSA PRIVATE KEY-----"),
    ],
)
def test_each_kind_is_found_where_it_stands(text, kind, word):
    (found,) = sensitive(text)
    assert (found.kind, text[found.start : found.end]) == (kind, word)
    assert word not in found.shown
    assert found.shown == f"{word[:2]}\u2026{word[-2:]}"


@pytest.mark.parametrize(
    "text",
    [
        "order 4111 1111 1111 1112 has a wrong sum",
        "at 2026-03-04 14:15, epoch 1709561580000",
        "the token: expired at 15:00; the secret is rotated",
        "password: <redacted>, token: ********",
        "@ben by 2026-03-09, someone@example.com",
        "10.0.12.255:8080 and release 4.12.1",
        "9,480 failed, $212,000 lost, +15 minutes",
        "trace 00000000000000000000",
        "The payment success rate is 82%.",
        "",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert sensitive(text) == ()


def test_finds_come_in_the_order_of_the_text():
    text = "a@shop.org paid with 4111111111111111, token=abc123def456"
    assert [found.kind for found in sensitive(text)] == ["e-mail address", "card number", "secret"]


@given(st.text(max_size=200))
def test_finds_never_overlap(text):
    ends = 0
    for found in sensitive(text):
        assert ends <= found.start < found.end <= len(text)
        ends = found.end


def test_the_ideal_log_gives_nothing_away(ideal):
    texts = (str(event.data.get("text", "")) for event in ideal.events)
    assert [found for text in texts for found in sensitive(text)] == []
