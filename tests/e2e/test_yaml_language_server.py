"""What an author's editor does with a scenario: the real yaml-language-server, over LSP.

Most editors take their YAML from this server. It is installed from npm into a folder of its own,
once; without Node.js, npm or the registry these tests are skipped.
"""

from __future__ import annotations

import itertools
import json
import queue
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.cli import cli

pytestmark = pytest.mark.e2e

VERSION = "1.25.0"
NUMBERS = itertools.count()
WAIT = 20
"""Seconds after which an answer will not come any more."""


class Server:
    """A language server; every wait for it has an end."""

    def __init__(self, command, root):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.inbox = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.asked = 0
        self.diagnostics = {}
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": "root"}],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                        "hover": {"contentFormat": ["markdown"]},
                        "publishDiagnostics": {"versionSupport": True},
                    },
                },
            },
        )
        self.tell("initialized", {})

    def _read(self):
        stream = self.process.stdout
        while header := stream.readline():
            size = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self.inbox.put(json.loads(stream.read(size)))
        self.inbox.put(None)

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _next(self, until):
        """Take the next message; answer it if the server asks for something."""
        message = self.inbox.get(timeout=max(0.01, until - time.monotonic()))
        assert message is not None, "the language server has gone"
        if "method" in message and "id" in message:
            items = message.get("params", {}).get("items", [])
            settings = {"yaml": {"schemaStore": {"enable": False}, "hover": True}}
            result = [settings.get(item.get("section"), {}) for item in items] or None
            self._send({"id": message["id"], "result": result})
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.diagnostics[params["uri"]] = params["diagnostics"]
        return message

    def tell(self, method, params):
        self._send({"method": method, "params": params})

    def ask(self, method, params):
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": params})
        until = time.monotonic() + WAIT
        while True:
            message = self._next(until)
            if message.get("id") == self.asked and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def open(self, path, text):
        """Show a document, which need not be on disk."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return document["uri"]

    def problems(self, uri):
        """Wait for what the server finds wrong with a document that was opened."""
        until = time.monotonic() + WAIT
        while uri not in self.diagnostics:
            self._next(until)
        return self.diagnostics[uri]

    def at(self, method, uri, line, character):
        position = {"line": line, "character": character}
        return self.ask(
            f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position}
        )

    def stop(self):
        try:
            self.ask("shutdown", None)
            self.tell("exit", None)
            self.process.wait(WAIT)
        finally:
            self.process.kill()
            self.process.wait()
            self.reader.join(WAIT)
            self.process.stdin.close()
            self.process.stdout.close()


@pytest.fixture(scope="module")
def command(request, tmp_path_factory):
    """Install the server, unless an earlier run has, and return how it is started."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("needs Node.js and npm")
    cache = getattr(request.config, "cache", None)
    folder = cache.mkdir("yaml-language-server") if cache else tmp_path_factory.mktemp("npm")
    package = folder / "node_modules" / "yaml-language-server"
    if not _installed(package):
        call = [npm, "install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund",
                "--ignore-scripts", f"yaml-language-server@{VERSION}"]  # fmt: skip
        try:
            done = subprocess.run(
                call, capture_output=True, text=True, timeout=60, check=False, cwd=folder
            )
        except subprocess.TimeoutExpired:
            pytest.skip("npm did not finish within a minute")
        if done.returncode or not _installed(package):
            pytest.skip(f"npm cannot install it: {done.stderr.strip()[-300:]}")
    return [node, str(package / "bin" / "yaml-language-server"), "--stdio"]


def _installed(package):
    try:
        about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    return about["version"] == VERSION


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    """Write a scenario as an author gets it, with the schema beside it."""
    path = tmp_path_factory.mktemp("author") / "mine.yaml"
    result = CliRunner().invoke(cli, ["new", "mine", "-o", str(path)])
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def server(command, scenario):
    running = Server(command, scenario.parent)
    yield running
    running.stop()


@pytest.fixture
def show(server, scenario):
    """Open the scenario with a text in the place of another; give its URI and the new text."""

    def open_(old="", new=""):
        text = scenario.read_text(encoding="utf-8")
        assert old in text
        text = text.replace(old, new, 1)
        return server.open(scenario.with_name(f"{next(NUMBERS)}.yaml"), text), text

    return open_


def place(text, words, after=False):
    """Return line and character of some words, counted from 0."""
    index = text.index(words) + (len(words) if after else 0)
    return text.count("\n", 0, index), index - text.rfind("\n", 0, index) - 1


def test_what_new_writes_has_no_problems(server, show):
    uri, _ = show()
    assert server.problems(uri) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    risk: low\n", "    rsik: low\n", "Property rsik is not allowed."),
        ("    risk: low\n", "    risk: lo\n", 'Value is not accepted. Valid values: "low"'),
        ("length: 70m", "length: 70 minutes", "write a duration such as 90s"),
        ("length: 70m # the drill", "# the drill", 'Missing property "length"'),
        ("takes: 8m..12m", "takes: 8m-12m", "or a range such as 40m..50m"),
        ("verb: statuspage.post,", "verb: statuspage.pst,", "Value is not accepted."),
        ("share_users: 30%", "share_users: 130%", "write a share between 0% and 100%"),
    ],
)
def test_a_mistake_is_marked_where_it_is(server, show, old, new, said):
    uri, text = show(old, new)
    (problem,) = server.problems(uri)
    assert said in problem["message"]
    if "Missing" not in said:
        line, _ = place(text, new.strip())
        assert problem["range"]["start"]["line"] == line


def test_short_forms_are_no_mistake(server, show):
    uri, _ = show("    worsens: {service", "    stages: [one, two]\n    worsens: {service")
    assert server.problems(uri) == []


def test_the_keys_of_an_action_are_completed(server, show):
    uri, text = show("    undo: 10m\n", "    undo: 10m\n    \n")
    line, column = place(text, "    undo: 10m\n    ", after=True)
    labels = {item["label"] for item in server.at("completion", uri, line, column)["items"]}
    assert {"stages", "worsens", "destroys", "fails", "needs", "alongside"} <= labels
    assert not labels & {"undo", "title"}, "what is there already is not offered again"
    assert not labels & {"pushes", "calls"}, "keys of other parts are not offered"


def test_the_keys_of_a_step_in_a_short_form_are_completed(server, show):
    block = "level: primary\n      who: ol\n      "
    uri, text = show(
        "{level: primary, who: ol} # a seat of the drill: ic, ol, cl or responder", block
    )
    line, column = place(text, block, after=True)
    labels = {item["label"] for item in server.at("completion", uri, line, column)["items"]}
    assert {"after", "answers_after"} <= labels


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("    risk: low\n", "    risk: \n", {"low", "medium", "high"}),
        ("    how: rollback\n", "    how: \n", {"rollback", "traffic shift", "flag off"}),
        ("    kind: logs\n", "    kind: \n", {"traces", "slo", "runbook"}),
        ("    channel: social\n", "    channel: \n", {"dm-ic", "press", "regulator"}),
    ],
)
def test_values_are_completed(server, show, old, new, wanted):
    uri, text = show(old, new)
    line, column = place(text, new.rstrip("\n"), after=True)
    labels = {item["label"] for item in server.at("completion", uri, line, column)["items"]}
    assert wanted <= labels


def test_a_hover_explains_a_key_with_an_example(server, show):
    uri, text = show()
    line, column = place(text, "over: 60s # the signals")
    said = json.dumps(server.at("hover", uri, line, column + 1)["contents"])
    assert "How long the signals need to follow." in said
    assert "60s" in said


def test_the_line_for_other_editors_names_the_same_schema(scenario):
    lines = scenario.read_text(encoding="utf-8").splitlines()
    assert lines[0].partition("=")[2] == lines[1].partition(": ")[2] == "scenario.schema.json"
    assert (Path(scenario).parent / "scenario.schema.json").exists()
