"""What is on the page, and nothing about what it means: the contract between readers and normalisation.

Positions are 1-based everywhere. A reader never invents a position: what the format does not have is None.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1"] = "1"

Place = Literal["body", "page_header", "page_footer", "footnote"]

RemarkCode = Literal[
    "wrong_suffix",
    "ragged_table",
    "page_furniture",
    "unreadable_part",
    "hidden_part",
    "unseen_text",
    "blank_form_field",
    "comment",
    "inferred_grid",
]


class Frozen(BaseModel):
    """A value: cannot be changed, and refuses keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(Frozen):
    """Where a text stands in its source. All numbers are 1-based; None where the format has none."""

    page: int | None = Field(None, ge=1, description="Page of the document.")
    table: int | None = Field(None, ge=1, description="Number of the table in the document, in reading order.")
    row: int | None = Field(None, ge=1, description="Row of the table.")
    column: int | None = Field(None, ge=1, description="Column of the table's grid (merged cells count by their first).")
    line: int | None = Field(None, ge=1, description="Line of the file, in text formats.")


class Source(Frozen):
    """The file that a document was read from."""

    file: str = Field(description="Path as the user named it, below the folder or archive that was walked; «/» between folders.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file's bytes, in hexadecimal.")
    format: str = Field(
        description="What the content is, whatever its suffix: «docx», «pdf», «xlsx» …; `roadmaps formats --json` lists all."
    )
    pages: int | None = Field(None, ge=1, description="Number of pages, where the format has pages.")
    characters: int = Field(ge=0, description="Characters of text that were read, white space apart.")


class Paragraph(Frozen):
    """A run of text that ends where its author ended it."""

    text: str = Field(description="As found. «\\n» is a mere wrap of the line (PDF); a break that the author made ends the paragraph.")
    label: str | None = Field(None, description="Automatic number or bullet that the source shows before the text, and that is not in it.")
    level: int | None = Field(None, ge=0, description="Depth of an automatic list item, 0 for the outermost; None for no list item.")
    gap: bool = Field(False, description="Whether blank space (an empty line or paragraph) stands before it.")
    place: Place = Field("body", description="Where on the page it stands.")
    confidence: float | None = Field(
        None, ge=0, le=1, description="Sureness of its letters where they were recognised; None where they are in the file."
    )
    origin: Origin = Field(default_factory=Origin, description="Where it begins.")


class Cell(Frozen):
    """One cell of a table's grid, at its top left corner."""

    row: int = Field(ge=1, description="Its first row.")
    column: int = Field(ge=1, description="Its first column.")
    row_span: int = Field(1, ge=1, description="How many rows it covers.")
    column_span: int = Field(1, ge=1, description="How many columns it covers.")
    paragraphs: tuple[Paragraph, ...] = Field((), description="Its text, in order; blank paragraphs are left out, and told by `gap`.")
    origin: Origin = Field(default_factory=Origin, description="Where it stands.")

    @property
    def text(self) -> str:
        """All its paragraphs, a line each."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def confidence(self) -> float | None:
        """Sureness of its letters, that of its least sure paragraph; None where they are in the file."""
        return min((paragraph.confidence for paragraph in self.paragraphs if paragraph.confidence is not None), default=None)


class Table(Frozen):
    """A grid of cells. Every place of the grid belongs to at most one cell; a place without a cell is blank."""

    rows: int = Field(ge=1, description="Rows of the grid.")
    columns: int = Field(ge=1, description="Columns of the grid.")
    cells: tuple[Cell, ...] = Field(description="By row, then by column.")
    shows_merges: bool = Field(
        description="Whether the format can show merged cells; where not, a blank cell may be merged with the one above."
    )
    rows_are_lines: bool = Field(
        False,
        description="Whether its rows are visual lines, several to a row of the author's: nothing shows where one ends. "
        "A cell is a paragraph then, and its text has a line for each row that it covers.",
    )
    unsure_rows: tuple[int, ...] = Field((), description="Rows whose borders nothing on the page plainly shows: they were inferred.")
    origin: Origin = Field(default_factory=Origin, description="Where it begins.")


class Remark(Frozen):
    """What a reader has to say about the reading; becomes a problem of the roadmap."""

    code: RemarkCode = Field(description="Code of the problem that it becomes.")
    text: str = Field(description="The text in question, or a word on it.")
    origin: Origin | None = Field(None, description="Where, if at one place.")


class Document(Frozen):
    """One file as it was read."""

    schema_version: Literal["1"] = Field(SCHEMA_VERSION, description="Version of this contract.")
    source: Source = Field(description="The file.")
    blocks: tuple[Paragraph | Table, ...] = Field(
        description="Paragraphs and tables in reading order; headers, footers and footnotes by their `place`."
    )
    remarks: tuple[Remark, ...] = Field((), description="What the reader noticed.")

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs outside tables, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
