"""What tests of saved maps share: stories and silent visits."""

from stories import hostile_story, story
from visits import files_tab, visit

__all__ = ["files_tab", "hostile_story", "story", "visit"]
