"""Events as sentences: what happened and what was written, never who was to blame.

One function a kind; a kind without one still gets a line made of its name. A sentence holds its
subject as ``{who}`` ("OL starts: ..."), so that a language can put it where it belongs.
"""

from __future__ import annotations

from simulator.debrief.sentences import incident, staff, talk, work, world
from simulator.debrief.sentences.register import SAY, SILENT, Said, sentence

__all__ = ["SAY", "SILENT", "Said", "incident", "sentence", "staff", "talk", "work", "world"]
