"""Events as sentences: what happened and what was written, never who was to blame.

One function a kind; a kind without one still gets a line made of its name. A sentence follows its
subject ("OL" *starts: ...*); one about the world stands alone.
"""

from __future__ import annotations

from simulator.debrief.sentences import incident, staff, work, world
from simulator.debrief.sentences.register import SAY, SILENT, Said, sentence

__all__ = ["SAY", "SILENT", "Said", "incident", "sentence", "staff", "work", "world"]
