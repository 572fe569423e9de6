"""The sample stories that come with geomap, from ``seeds/stories.csv``."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geomap.models import Document
from geomap.resources import seeds_folder
from geomap.text.read import document_from_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A sample story as the list of stories describes it."""

    file: str
    title: str
    published: date
    source: str
    summary: str


def list_stories() -> tuple[Story, ...]:
    """The sample stories, in the order of the list; the first is the one shown to new readers."""
    with (seeds_folder() / "stories.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Story(
                file=row["file"],
                title=row["title"],
                published=date.fromisoformat(row["published"]),
                source=row["source"],
                summary=row["summary"],
            )
            for row in csv.DictReader(file)
        )


def read_story(story: Story) -> Document:
    """The story as a document."""
    path = seeds_folder() / story.file
    return document_from_text(
        path.read_text(encoding="utf-8"),
        title=story.title,
        published=story.published,
        source=story.source,
        document_id=Path(story.file).stem,
    )
