"""What the host and the members of a game day can ask for; rooms are in ``verbs_rooms``."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from simulator.gameday import draws, verbs_rooms, wheel
from simulator.gameday.catalogue import VERBS, verb
from simulator.gameday.ports import Asked, Draft
from simulator.gameday.state import Place
from simulator.model.errors import Refusal
from simulator.model.phrases import phrase, phrase_n
from simulator.model.seats import CORE_ROLES, EVALUATOR
from simulator.rules.catalogue import Args, Ident, Line, Nothing

__all__ = ["PLACES", "VERBS", "seal"]

_ = verbs_rooms  # importing it fills the catalogue

DrawnSeat = Literal["ic", "ol", "cl", "scribe", "planner", "responder", "observer"]
GivenSeat = Literal["ic", "ol", "cl", "scribe", "planner", "responder", "observer", "evaluator"]
PLACES: tuple[GivenSeat, ...] = get_args(GivenSeat)
"""The seats that somebody can be given, in the order in which a page lists them."""

_MOST = 200
"""Most people of a day."""
_MOST_TEAMS = 20


class Join(Args):
    """A name."""

    name: Annotated[Line, Field(max_length=60)]


class Ready(Args):
    """Whether somebody is ready."""

    ready: bool


class Comms(Args):
    """Whether the call or chat works, and what does not."""

    works: bool
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""


class Choose(Args):
    """Which scenario."""

    scenario: Ident


class Teams(Args):
    """How many."""

    n: Annotated[int, Field(ge=1, le=_MOST_TEAMS)]


class Draw(Args):
    """Which seats are drawn; without them those of :data:`simulator.gameday.draws.DRAWN`."""

    seats: Annotated[list[DrawnSeat], Field(min_length=1, max_length=len(PLACES))] | None = None


class Put(Args):
    """Whom to put where."""

    person: Ident
    team: Annotated[int, Field(ge=1, le=_MOST_TEAMS)]
    seat: GivenSeat


class Whom(Args):
    """Somebody."""

    person: Ident


def seal(n: int, secret: str) -> Draft:
    """Return the event that commits to the seed of spin ``n``."""
    return "wheel.sealed", {"n": n, "seed": secret, "commit": wheel.commit_of(secret)}


# -- people ----------------------------------------------------------------------------------------


@verb("member.join", Join, "door")
def join(asked: Asked) -> list[Draft]:
    """Come into the lobby."""
    full = len(asked.state.here()) >= _MOST
    said = phrase_n(
        "{n} person is here: the day is full.", "{n} people are here: the day is full.", _MOST
    )
    asked.refuse_unless(not full, said, phrase("Ask the host."))
    return [("member.joined", {"person": asked.actor, "name": asked.args.name})]


@verb("member.ready", Ready, "member")
def ready(asked: Asked) -> list[Draft]:
    """Say that you are ready, or not yet."""
    return [("member.readied", {"person": asked.actor, "ready": asked.args.ready})]


@verb("comms.check", Comms, "member")
def comms(asked: Asked) -> list[Draft]:
    """Say whether the team's call or chat works for you."""
    return [("comms.checked", {"person": asked.actor, **asked.args.model_dump()})]


@verb("member.leave", Nothing, "member")
def leave(asked: Asked) -> list[Draft]:
    """Leave the day, and the room."""
    return _gone(asked, asked.actor)


@verb("person.remove", Whom, "host")
def remove(asked: Asked) -> list[Draft]:
    """Take somebody out of the day, and out of their room."""
    return _gone(asked, asked.member(asked.args.person).id)


def _gone(asked: Asked, person: str) -> list[Draft]:
    if room := asked.state.room_of(person):
        asked.given.doors.dismiss(room.drill, asked.state.seated[room.drill][person])
    return [("member.left", {"person": person, "by": asked.actor})]


# -- the wheel -------------------------------------------------------------------------------------


def _between(asked: Asked) -> list[Draft]:
    """Begin another round if the rooms of this one are over; nothing goes on while a wheel turns.

    Raises:
        Refusal: ``wrong_state``.
    """
    verbs_rooms.must_stand(asked)
    again = asked.state.all_over()
    return [("round.began", {"n": asked.state.round + 1})] if again else []


@verb("wheel.spin", wheel.Filters, "host", "between")
def spin(asked: Asked) -> list[Draft]:
    """Spin the wheel over the scenarios that pass the filters; its winner is chosen."""
    before = _between(asked)
    args, sealed = asked.args, asked.state.sealed
    pool = wheel.narrow(asked.given.shelf, args, asked.t)
    index = wheel.index_of(sealed.seed, args.salt, sealed.n, [one.id for one in pool])
    winner = pool[index]
    spun = {
        "n": sealed.n,
        "commit": sealed.commit,
        "seed": sealed.seed,
        "salt": args.salt,
        "pool": [{"id": one.id, "title": one.title} for one in pool],
        "filters": args.model_dump(exclude_defaults=True, exclude={"salt"}),
        "index": index,
        "winner": winner.id,
        "turns": wheel.TURNS,
        "ms": wheel.SPIN_MS,
    }
    chosen = {"scenario": winner.id, "title": winner.title, "spin": sealed.n}
    after = seal(sealed.n + 1, asked.given.secret)
    return [*before, ("wheel.spun", spun), ("scenario.chosen", chosen), after]


@verb("scenario.choose", Choose, "host", "between")
def choose(asked: Asked) -> list[Draft]:
    """Choose a scenario without the wheel."""
    before = _between(asked)
    found = wheel.shelved(asked.given.shelf, asked.args.scenario)
    chosen = {"scenario": found.id, "title": found.title, "spin": None}
    return [*before, ("scenario.chosen", chosen)]


# -- teams and seats -------------------------------------------------------------------------------


@verb("teams.set", Teams, "host", "between")
def teams(asked: Asked) -> list[Draft]:
    """Say how many teams there are; people in teams that are gone lose their place."""
    return [*_between(asked), ("teams.set", {"n": asked.args.n})]


@verb("roles.draw", Draw, "host", "between")
def draw(asked: Asked) -> list[Draft]:
    """Draw everybody's team and seat; whoever was placed as an evaluator stays one."""
    before, state = _between(asked), asked.state
    people = [one for one in state.here() if not (one.place and one.place.seat == EVALUATOR)]
    said = phrase("There is nobody to draw.")
    asked.refuse_unless(people, said, phrase("Share the join link first."))
    seats, n = list(asked.args.seats or draws.DRAWN), state.drawn + 1
    had = {one.id: one.place.seat for one in people if one.place}
    ids = [one.id for one in people]
    places = draws.draw_places(ids, state.teams, seats, asked.given.chance, n, had)
    rows = [{"person": one, "team": places[one].team, "seat": places[one].seat} for one in ids]
    drawn = {"n": n, "seed": asked.given.chance, "seats": seats, "places": rows}
    return [*before, ("roles.drawn", drawn)]


@verb("person.place", Put, "host")
def place(asked: Asked) -> list[Draft]:
    """Put somebody into a team and a seat; in an open room they are let in or moved."""
    args, state = asked.args, asked.state
    member = asked.member(args.person)
    if args.team > state.teams:
        hint = phrase("Teams go from 1 to {last}; teams.set changes that.", last=state.teams)
        raise Refusal("not_found", phrase("There is no team {team}.", team=args.team), hint)
    wanted = Place(args.team, args.seat)
    if state.phase == "gathering" or state.all_over():
        return [*_make_room(asked, wanted, member.id), _placed(member.id, wanted)]
    room = next((one for one in state.rooms if one.team == args.team), None)
    if room is None:
        said = phrase("Team {team} has no room in this round.", team=args.team)
        hint = phrase("It gets one in the next round, if it has people then.")
        raise Refusal("wrong_state", said, hint)
    drafts = verbs_rooms.let_in(asked, member, room.drill, args.seat)
    return [*drafts, _placed(member.id, wanted)]


def _make_room(asked: Asked, wanted: Place, person: str) -> list[Draft]:
    """Let whoever has that core seat change places with the newcomer."""
    sitting = next((m for m in asked.state.here() if m.place == wanted and m.id != person), None)
    if sitting is None or wanted.seat not in CORE_ROLES:
        return []
    return [_placed(sitting.id, asked.state.members[person].place)]


def _placed(person: str, place: Place | None) -> Draft:
    team, seat = (place.team, place.seat) if place else (None, None)
    return "person.placed", {"person": person, "team": team, "seat": seat}
