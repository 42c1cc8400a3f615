"""A day with doors that lead to rooms kept in memory."""

from __future__ import annotations

from simulator.gameday import HOST, Day, Given, Shelved
from simulator.model.errors import Refusal

SHELF = (
    Shelved("edge", "The edge answers 502", 60, 2, ("network", "cdn")),
    Shelved("pay", "Card payments are failing", 110, 2, ("payments", "deploy"), 3, 900_000_000_000),
    Shelved("quiet", "A quiet evening", 45, 1, (), 1, 999_990_000_000),
    Shelved("token", "A stolen token", 90, 4, ("security",)),
)
NOW = 1_000_000_000_000


class House:
    """Rooms as a day sees them; ``broken`` refuses to be moved."""

    def __init__(self):
        self.rooms = {}
        self.created = []
        self.steered = []
        self.broken = set()

    def create(self, team, scenario, policy, seed):
        if policy == "none-such":
            raise Refusal("not_found", "No policy 'none-such'.", "There are: imag.")
        drill = f"d{len(self.rooms) + 1}"
        self.rooms[drill] = {}
        self.created.append((team, scenario, policy, seed))
        return drill

    def admit(self, drill, name, seat, known):
        room = self.rooms[drill]
        if seat in {"ic", "ol", "cl"} - {room.get(known)} and seat in room.values():
            raise Refusal("seat_taken", f"Somebody sits in {seat}.", "Free: responder.")
        person = known or f"{name.lower()}-in-{drill}"
        while not known and person in room:
            person += "i"
        room[person] = seat
        return person

    def dismiss(self, drill, person):
        self.rooms[drill].pop(person, None)

    def fill(self, drill, crew):
        for seat in ("ic", "ol", "cl"):
            if seat not in self.rooms[drill].values():
                self.rooms[drill][f"bot-{seat}"] = seat

    def steer(self, drill, verb, args):
        if drill in self.broken:
            return Refusal("wrong_state", f"{drill} cannot {verb}.", "Look into the room.")
        self.steered.append((drill, verb, dict(args)))
        return None


class Play:
    """A day whose commands are carried out and kept; time stands unless it is moved."""

    def __init__(self, names=(), shelf=SHELF):
        self.house = House()
        self.day = Day()
        self.now = NOW
        self.shelf = shelf
        self.count = 0
        self.day.commit(self.day.begin(self.now, "Friday", "secret-1"))
        for name in names:
            self.join(name)

    @property
    def state(self):
        return self.day.state

    def given(self):
        self.count += 1
        count = self.count
        return Given(self.shelf, self.house, f"secret-{count}-next", f"chance-{count}", count)

    def ask(self, actor, by, verb, args, key=None):
        records = self.day.ask(self.now, actor, by, verb, args, key, self.given())
        self.day.commit(records)
        return records

    def host(self, verb, **args):
        return self.ask(HOST, "host", verb, args)

    def say(self, person, verb, **args):
        return self.ask(person, "member", verb, args)

    def join(self, name):
        person = self.day.new_person(name)
        self.ask(person, "door", "member.join", {"name": name})
        return person

    def spin(self, **args):
        self.host("wheel.spin", **args)
        self.now += 10_000
        return self.state.spin

    def places(self):
        return {one.id: (one.place.team, one.place.seat) for one in self.state.here() if one.place}
