"""misfortune import prometheus."""

import sys
from pathlib import Path

import pytest

RULES = Path(__file__).parents[1] / "scenario" / "rules.yml"
ONE = 'groups: [{name: g, rules: [{alert: A, expr: "queue > 5"}]}]'


@pytest.fixture
def rules(tmp_path):
    path = tmp_path / "rules.yml"
    path.write_text(ONE, encoding="utf-8")
    return path


@pytest.fixture
def importing(misfortune):
    pytest.importorskip("promql_parser", reason="needs the extra prometheus")

    def run(*args, code=0):
        return misfortune("import", "prometheus", *args, code=code)

    return run


def test_the_fragment_goes_to_standard_output_and_the_report_beside_it(importing):
    result = importing(RULES)
    assert result.stdout.startswith(f"# From {RULES}, by misfortune import prometheus.\n")
    assert result.stdout.count("  - alert: ") == 20
    assert f"{RULES}:13: HighErrorRate: bound to checkout.errors" in result.stderr
    assert f"{RULES}:74: NobodyKnows: not importable: no label of" in result.stderr
    assert "20 alerts imported, 6 not, 2 recording rules skipped" in result.stderr


def test_the_author_names_services_series_and_a_file(importing, rules, tmp_path):
    out = tmp_path / "out.yaml"
    result = importing(rules, "--service", "Mail er", "-o", out)
    assert result.stdout == ""
    assert "expr: 'queue{service=\"mail-er\"} > 5'" in out.read_text(encoding="utf-8")
    result = importing(rules, "--bind", "queue=mailer.backlog")
    assert "expr: 'backlog{service=\"mailer\"} > 5'" in result.stdout
    assert "note: nobody is paged" in result.stderr


def test_where_nothing_can_be_imported_it_says_so(importing, rules):
    result = importing(rules, code=1)
    assert result.stdout == ""
    assert f"{rules}:1:" in result.stderr
    assert "0 alerts imported, 1 not" in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--bind", "queue"), "--bind: write EXPRESSION=service.signal"),
        (("--service", "---"), "--service: write a name with letters or digits, not '---'"),
    ],
)
def test_a_wrong_call(importing, rules, args, message):
    assert message in importing(rules, *args, code=2).stderr


def test_a_file_that_cannot_be_used(importing, tmp_path):
    assert "cannot be read" in importing(tmp_path / "none.yml", code=2).stderr
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(ONE.replace("queue >", "queue ]"), encoding="utf-8")
    assert f"{wrong}:1:45: A: " in importing(wrong, code=2).stderr


def test_without_the_extra_it_says_what_installs_it(misfortune, rules, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("simulator.scenario.prometheus.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "promql_parser", None)
    result = misfortune("import", "prometheus", rules, code=2)
    assert "pip install 'misfortune[prometheus]'" in result.stderr


def test_help_needs_no_extra(misfortune, monkeypatch):
    monkeypatch.setitem(sys.modules, "promql_parser", None)
    assert "prometheus" in misfortune("import", "--help").stdout
    assert "--bind" in misfortune("import", "prometheus", "--help").stdout
