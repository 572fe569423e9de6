"""The hand-made stories for everything that draws."""

from hostile import HOSTILE
from stories import Story, hostile_story, story

__all__ = ["HOSTILE", "Story", "hostile_story", "story"]
