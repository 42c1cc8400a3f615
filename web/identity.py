"""Links and tokens: who may do what, without accounts.

All kinds are signed with a secret that lives in the database: the *host* may create drills and
game days, a *facilitator* runs one drill, an *evaluator* may sit down to judge one drill (and, with
a person, does so), a *person* has a seat in one drill; a *day_host* runs one game day, a *member*
is in the lobby of one. A join code only lets people ask to come in.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Literal

from itsdangerous import BadSignature, URLSafeSerializer

from simulator.store import Store

__all__ = ["CODE_ALPHABET", "Identity", "Keys", "code_of", "new_code"]

Kind = Literal["host", "facilitator", "evaluator", "person", "day_host", "member"]

CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that cannot be mistaken for one another (32 of them)."""


def new_code() -> str:
    """Return a fresh join code such as ``KXQ7-RDM4``: 40 random bits that can be read out."""
    text = "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))
    return f"{text[:4]}-{text[4:]}"


def code_of(typed: str) -> str:
    """Return the join code that somebody means, however they typed it."""
    plain = typed.strip().upper().replace("-", "").replace(" ", "")
    return f"{plain[:4]}-{plain[4:]}"


_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Identity:
    """What a token proves; ``drill`` is the id of a game day, where the kind is of one."""

    kind: Kind
    drill: str = ""
    person: str = ""

    def runs(self, drill: str) -> bool:
        """Tell whether this identity may run a drill: its facilitator, or the host."""
        return self.kind == "host" or (self.kind == "facilitator" and self.drill == drill)


class Keys:
    """Signs and reads tokens; the secret is made once and kept in the store."""

    def __init__(self, store: Store) -> None:
        """Read the secret from the store, or make one."""
        secret = store.setting("secret")
        if secret is None:
            secret = secrets.token_urlsafe(32)
            store.set_setting("secret", secret)
        self._signer = URLSafeSerializer(secret, salt="misfortune-token-1")

    def issue(self, identity: Identity) -> str:
        """Return a token for an identity."""
        return str(self._signer.dumps([identity.kind, identity.drill, identity.person]))

    def read(self, token: object) -> Identity | None:
        """Return what a token proves, or None if it was not issued here."""
        if not isinstance(token, str) or len(token) > _LONGEST:
            return None
        try:
            kind, drill, person = self._signer.loads(token)
        except (BadSignature, ValueError, TypeError):
            return None
        return Identity(kind, drill, person)
