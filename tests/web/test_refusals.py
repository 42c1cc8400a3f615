"""What is refused is said in the language of whoever asked."""

from __future__ import annotations

import pytest

from tests.web.hall import Hall

WORDS = {
    "Not here": "Nie tutaj",
    "Only the host may do that.": "Może to zrobić tylko gospodarz.",
    "No scenario {id}.": "{id}: nie ma takiego scenariusza.",
    "There are: {known}.": "Dostępne: {known}.",
    "No drill has that join code.": "Żadne ćwiczenie nie ma tego kodu.",
    "Codes look like KXQ7-RDM4. Ask the facilitator.": "Kody wyglądają tak: KXQ7-RDM4.",
    "Ask the host.": "Zapytaj gospodarza.",
    "No question {id}.": "Nie ma pytania {id}.",
}
NUMBER = """
msgid "{n} person is here: the day is full."
msgid_plural "{n} people are here: the day is full."
msgstr[0] "Jest tu {n} osoba: brak miejsc."
msgstr[1] "Są tu {n} osoby: brak miejsc."
msgstr[2] "Jest tu {n} osób: brak miejsc."
"""
POLISH = {"Accept-Language": "pl"}


@pytest.fixture
def hall(catalogues, monkeypatch):
    """Start a server that speaks some Polish."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    rows = [f'msgid "{english}"\nmsgstr "{polish}"\n' for english, polish in WORDS.items()]
    (catalogues / "pl.po").write_text(head + "\n".join(rows) + NUMBER)
    return Hall(monkeypatch)


def test_a_page_says_in_the_readers_language_that_it_is_refused(hall):
    stranger = hall.site.app.test_client()
    page = stranger.post("/drills", headers=POLISH)
    assert page.status_code == 403
    assert "<h1>Nie tutaj</h1>" in page.text
    assert "Może to zrobić tylko gospodarz." in page.text
    assert "<h1>Not here</h1>" in stranger.post("/drills").text


def test_what_was_offered_stands_where_the_language_wants_it(hall):
    page = hall.host.pages.post("/drills", data={"scenario": "edge"}, headers=POLISH)
    assert page.status_code == 404
    assert "&#39;edge&#39;: nie ma takiego scenariusza." in page.text
    assert "Dostępne: " in page.text


def test_forms_say_in_the_language_what_was_wrong(hall, monkeypatch):
    stranger = hall.site.app.test_client()
    page = stranger.get("/join?code=AAAA", headers=POLISH).text
    assert "Żadne ćwiczenie nie ma tego kodu. Kody wyglądają tak: KXQ7-RDM4." in page
    monkeypatch.setattr("simulator.gameday.verbs._MOST", 2)
    code = hall.open_day().row.join_code
    hall.join("Ben")
    hall.join("Cleo")
    page = stranger.post(f"/join/{code}", data={"name": "Ana"}, headers=POLISH)
    assert page.status_code == 422
    assert "Są tu 2 osoby: brak miejsc. Zapytaj gospodarza." in page.text


def test_data_is_refused_in_the_language_of_the_page_that_asks(hall):
    made = hall.host.pages.post("/drills", data={"scenario": "payment-outage"})
    path = f"{made.headers['Location']}/suggest?question=q9"
    assert hall.host.pages.get(path, headers=POLISH).json["error"] == {
        "code": "not_found",
        "message": "Nie ma pytania 'q9'.",
        "hint": "Nobody has asked anything.",  # not translated yet
    }


@pytest.mark.parametrize(
    ("path", "method", "title"),
    [("/nowhere", "get", "Nothing here"), ("/healthz", "post", "Not like that")],
)
def test_errors_of_http_are_told_in_our_own_words(hall, path, method, title):
    page = getattr(hall.site.app.test_client(), method)(path)
    assert f"<h1>{title}</h1>" in page.text


def test_too_much_is_told_in_our_own_words(hall):
    page = hall.host.pages.post("/drills", data={"scenario": "x" * 70_000})
    assert page.status_code == 413
    assert "<h1>Too large</h1>" in page.text
