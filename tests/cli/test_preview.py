"""misfortune preview: a whole drill on one page."""

import json

import pytest

from simulator.cli.preview_text import sparkline


@pytest.fixture(scope="module")
def text(misfortune):
    return misfortune("preview", "payment-outage").stdout


def test_the_text_tells_everything_and_says_so_first(text):
    assert text.index("For facilitators only") < text.index("What is true")
    for heading in ("The system", "What breaks", "Timeline if nobody acts", "Signals",
                    "What the team can do", "How it comes out if nobody acts"):  # fmt: skip
        assert heading in text
    for heading in ("What they can find", "Until: the latest start"):
        assert heading in text
    assert "x bad-routes" in text
    assert "Alert PaymentErrorsHigh fires" in text
    assert "█" in text


def test_the_page_is_written_to_a_file(misfortune, tmp_path):
    out = tmp_path / "p.html"
    result = misfortune("preview", "payment-outage", "--html", "-o", out)
    assert result.stdout == ""
    assert f"Preview written to {out}" in result.stderr
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_page_goes_to_standard_output(misfortune):
    result = misfortune("preview", "payment-outage", "--html", "--crew", "expert")
    assert "With an expert crew of bots" in result.stdout
    assert result.stderr == ""


def test_json_is_one_document(misfortune):
    document = json.loads(misfortune("preview", "payment-outage", "--json", "--seed", "3").stdout)
    assert document["format"] == "misfortune-preview/1"
    assert (document["id"], document["seed"], document["crew"]) == ("payment-outage", 3, "idle")
    assert {"t", "clock", "lane", "kind", "text", "why"} <= set(document["moments"][0])
    assert max(step["level"] for step in document["impact"]) == pytest.approx(0.398)


def test_equal_seeds_give_equal_previews(misfortune):
    one, two, other = (
        misfortune("preview", "payment-outage", "--crew", "expert", "--json", "--seed", n).stdout
        for n in (5, 5, 6)
    )
    assert one == two != other


def test_one_moment(misfortune):
    result = misfortune("preview", "payment-outage", "--at", "9m")
    assert "Card payments are failing at 9m (14:19)" in result.stdout
    assert "Users hit: 40%" in result.stdout
    assert "What reached CL so far" in result.stdout
    document = json.loads(misfortune("preview", "payment-outage", "--at", "9m", "--json").stdout)
    assert document["t"] == 540_000
    assert "PaymentErrorsHigh" in document["firing"]
    assert set(document["received"]) == {"Everybody", "IC", "OL", "CL"}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["payment-outage", "--at", "soon"], "--at: write a duration such as 90s"),
        (["payment-outage", "--at", "9h"], "--at: the drill goes from 0s to"),
        (["payment-outage", "--html", "--json"], "--html goes with neither --json nor --at"),
        (["payment-outage", "-o", "x"], "-o goes with --html"),
        (["payment-outage", "--crew", "average"], "'average' is not one of 'idle', 'expert'"),
        (["nowhere"], "no scenario named 'nowhere'"),
    ],
)
def test_a_wrong_call_says_what_is_allowed(misfortune, args, words):
    assert words in misfortune("preview", *args, code=2).stderr


def test_sparklines_show_the_shape():
    assert sparkline([0, 1, 2, 3], 4) == "▁▃▆█"
    assert sparkline([1, 1, 1]) == "▁▁▁"
    assert sparkline([0, 0, 9, 9], 2) == "▁█"
    assert sparkline([0, 1], ascii_only=True) == "_#"
    assert sparkline([]) == ""
