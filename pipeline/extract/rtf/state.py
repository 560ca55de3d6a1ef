"""What a group of RTF may change."""

from dataclasses import dataclass

from pipeline.extract.rtf.story import Story
from pipeline.extract.rtf.words import Target


@dataclass(slots=True)
class State:
    """What a group may change, and gets back at its end."""

    story: Story
    target: Target = "text"
    destination: str = ""
    is_optional: bool = False
    font: int | None = None
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    depth: int = 0
    level: int = 0
    in_inner_row: bool = False

    @property
    def shows(self) -> bool:
        """Whether text here stands on the page."""
        return self.target == "text" and not self.hidden and not self.deleted

    @property
    def is_inner(self) -> bool:
        """Whether what is told of a row is told of one of a table inside a table."""
        return self.in_inner_row or self.depth > 1

    @property
    def table_depth(self) -> int:
        """In how many tables a paragraph stands: `itap` says it, or `intbl` alone."""
        return max(self.depth, 1) if self.in_table else self.depth
