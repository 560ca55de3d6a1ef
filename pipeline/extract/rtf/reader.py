"""RTF → Content: the words of the file followed one by one, groups and what they change in a stack."""

from collections.abc import Callable
from copy import copy

from pipeline.document import Place, Remark
from pipeline.errors import DamagedFileError, NoTextError, TooLargeError
from pipeline.extract.common.flow import Spot
from pipeline.extract.common.layout import EMBEDDED, Layout, Nodes, distinct
from pipeline.extract.common.room import Room
from pipeline.extract.content import Content
from pipeline.extract.rtf.fonts import Fonts
from pipeline.extract.rtf.state import State
from pipeline.extract.rtf.story import Story
from pipeline.extract.rtf.tables import RowFormat
from pipeline.extract.rtf.tokens import Word, tokens
from pipeline.extract.rtf.words import BOXES, CHARACTERS, FOOTERS, HEADERS, KNOWN_OPTIONAL, STORIES, TARGETS

_PAGES: tuple[Place, Place] = ("page_header", "page_footer")
_MOST_REMARKS = 10_000
"""Hidden pieces of text and embedded objects of one file: a person wrote hundreds at the most, and each is told by itself."""
_MOST_FALLBACK = 16
"""Bytes that stand for one character of a `u` word; what says more would take text away."""
_TRUNCATED = Remark(code="unreadable_part", text="файл обрывается до своего конца; прочитано то, что в нём есть")


def read_rtf(data: bytes) -> Content:
    """The blocks of an RTF file: page headers, body, page footers, notes. Of a file cut short, what it has, with a remark.

    Raises DamagedFileError where it was cut before its text, NoTextError where it holds nothing but pictures, TooLargeError for more
    cells or hidden pieces than a document has.
    """
    reader = _Reader()
    for token in tokens(data):
        reader.take(token)
    layout = Layout()
    blocks = layout.blocks(reader.finish())
    if not blocks and reader.has_pictures:
        raise NoTextError("RTF")
    if not blocks and reader.is_open:
        raise DamagedFileError("", "файл обрывается")
    headers, footers = (distinct(layout.paragraphs(nodes, Spot(at)) for nodes in reader.pages[at]) for at in _PAGES)
    notes = [paragraph for note in reader.notes for paragraph in layout.paragraphs(note, Spot("footnote"))]
    comments = ("\n".join(paragraph.text for paragraph in layout.paragraphs(nodes, Spot())) for nodes in reader.comments)
    reader.remarks += [Remark(code="comment", text=text) for text in comments if text]
    remarks = (*layout.remarks, *reader.remarks, *([_TRUNCATED] if reader.is_open else []))
    return Content((*headers, *blocks, *footers, *notes), None, remarks)


class _Reader:
    def __init__(self) -> None:
        self._cells, self._edges = Room(), Room()
        self._state = State(Story(self._cells))
        self._body = self._state.story
        self._stack: list[State] = []
        self._fonts = Fonts()
        # Bytes that are not decoded yet: a character may have two of them. And how many of them a `u` word has said already.
        self._bytes: list[bytes] = []
        self._said = 0
        self.pages: dict[Place, list[Nodes]] = {place: [] for place in _PAGES}
        self.notes: list[Nodes] = []
        self.comments: list[Nodes] = []
        self.remarks: list[Remark] = []
        self.has_pictures = False

    @property
    def is_open(self) -> bool:
        """Whether groups are still open."""
        return bool(self._stack)

    def take(self, token: Word | bytes) -> None:
        """Follows one token."""
        if isinstance(token, bytes):
            self._take_bytes(token)
            return
        if token.name in CHARACTERS and self._said:
            self._said -= 1
            return
        self._flush()
        self._said = 0
        if token.name == "{":
            self._stack.append(self._state)
            self._state = copy(self._state)
        elif token.name == "}":
            self._close()
        elif self._state.target != "skip":
            self._take_word(token)

    def finish(self) -> Nodes:
        """The nodes of the body; groups that are still open are ended, and are still told to be."""
        self._flush()
        for outer in reversed(self._stack):
            self._leave(outer)
        return self._body.finish()

    # ------------------------------------------------------------ text

    def _take_bytes(self, data: bytes) -> None:
        said = min(self._said, len(data))
        self._said -= said
        self._bytes.append(data[said:])

    def _flush(self) -> None:
        if self._bytes:
            data = b"".join(self._bytes)
            self._bytes.clear()
            self._show(self._fonts.text(self._state.font, data))

    def _show(self, text: str) -> None:
        state = self._state
        if state.target == "fonts":
            self._fonts.name(state.font, text)
        elif state.target == "label":
            is_picture = self._fonts.has_pictures(state.font) and text.strip()
            state.story.add_label("•" if is_picture else text)
        elif state.shows:
            # After the end of the file some programs leave zeros.
            state.story.add(text.replace("\x00", ""))
        elif state.target == "text" and not state.deleted and text.strip():
            self._tell(Remark(code="unseen_text", text=text.strip()))

    # ------------------------------------------------------------ groups

    def _close(self) -> None:
        if self._stack:
            self._leave(self._stack.pop())

    def _leave(self, outer: State) -> None:
        """Ends a group, and the story that began in it."""
        inner, self._state = self._state, outer
        if inner.story is outer.story:
            return
        nodes = inner.story.finish()
        if inner.destination in BOXES:
            outer.story.add_box(nodes)
        elif inner.destination in HEADERS | FOOTERS:
            self.pages["page_header" if inner.destination in HEADERS else "page_footer"].append(nodes)
        else:
            (self.comments if inner.destination == "annotation" else self.notes).append(nodes)

    def _enter(self, name: str) -> None:
        """Begins a destination: from here the group's text belongs elsewhere."""
        state = self._state
        state.destination = name
        self.has_pictures = self.has_pictures or name in ("pict", "shppict")
        if name in STORIES:
            self._state = State(Story(self._cells), destination=name, font=state.font, fallback=state.fallback)
        elif (state.is_optional and name not in KNOWN_OPTIONAL) or (name in ("listtext", "pntext") and state.story.has_label):
            state.target = "skip"
        else:
            state.target = TARGETS.get(name, state.target)
            state.in_inner_row = state.in_inner_row or name == "nesttableprops"
        self._state.is_optional = False

    # ------------------------------------------------------------ words

    def _take_word(self, word: Word) -> None:
        state = self._state
        if word.name == "*":
            state.is_optional = True
        elif state.is_optional or word.name in TARGETS or word.name in STORIES:
            self._enter(word.name)
        elif word.name in CHARACTERS:
            self._show(CHARACTERS[word.name])
        elif word.name == "u":
            self._show(self._fonts.character(state.font, word.number or 0))
            self._said = state.fallback
        elif (act := _ACTS.get(word.name)) is not None:
            act(self, word)

    def _ends_paragraph(self, word: Word) -> None:
        if self._state.target == "text":
            self._state.story.end_paragraph(self._state.table_depth, self._state.level, self._state.deleted)

    def _ends_cell(self, word: Word) -> None:
        depth = 1 if word.name == "cell" else max(2, self._state.depth)
        self._state.story.end_cell(depth, self._state.level)

    def _ends_row(self, word: Word) -> None:
        self._state.story.end_row(1 if word.name == "row" else max(2, self._state.depth))

    def _begins_row(self, word: Word) -> None:
        story = self._state.story
        if self._state.is_inner:
            story.inner_format = RowFormat()
        else:
            story.format = RowFormat()
            story.row_has_begun = True

    def _formats_row(self, word: Word) -> None:
        story = self._state.story
        row = story.inner_format if self._state.is_inner else story.format
        if word.name == "trleft":
            row.left = word.number or 0
        elif word.name == "cellx":
            self._edges.take(1)
            row.add_cell(word.number or 0)
        else:
            row.merges.add(word.name)

    def _resets_paragraph(self, word: Word) -> None:
        state = self._state
        state.in_table, state.depth, state.level = False, 0, 0

    def _sets_paragraph(self, word: Word) -> None:
        state = self._state
        if word.name == "intbl":
            state.in_table = word.is_on
        elif word.name == "itap":
            state.depth = max(word.number or 0, 0)
        else:
            state.level = max((word.number or 0) - (word.name == "pnlvl"), 0)

    def _sets_characters(self, word: Word) -> None:
        state = self._state
        if word.name == "plain":
            state.font, state.hidden = None, False
        elif word.name == "v":
            state.hidden = word.is_on
        else:
            state.deleted = word.is_on

    def _sets_font(self, word: Word) -> None:
        if word.name == "deff":
            self._fonts.default = word.number or 0
        elif word.name == "f":
            self._state.font = word.number or 0
        elif self._state.target == "fonts":
            self._fonts.describe(self._state.font, word)

    def _sets_codec(self, word: Word) -> None:
        self._fonts.take_file_codec(word)

    def _sets_fallback(self, word: Word) -> None:
        self._state.fallback = min(max(1 if word.number is None else word.number, 0), _MOST_FALLBACK)

    def _embeds(self, word: Word) -> None:
        self._tell(EMBEDDED)

    def _tell(self, remark: Remark) -> None:
        if len(self.remarks) == _MOST_REMARKS:
            raise TooLargeError("", f"больше {_MOST_REMARKS} скрытых мест и вложенных объектов")
        self.remarks.append(remark)


_ACTS: dict[str, Callable[[_Reader, Word], None]] = {
    **dict.fromkeys(("par", "sect", "\r", "\n"), _Reader._ends_paragraph),
    **dict.fromkeys(("cell", "nestcell"), _Reader._ends_cell),
    **dict.fromkeys(("row", "nestrow"), _Reader._ends_row),
    "trowd": _Reader._begins_row,
    **dict.fromkeys(("trleft", "cellx", "clvmgf", "clvmrg", "clmrg"), _Reader._formats_row),
    "pard": _Reader._resets_paragraph,
    **dict.fromkeys(("intbl", "itap", "ilvl", "pnlvl"), _Reader._sets_paragraph),
    **dict.fromkeys(("plain", "v", "deleted", "mvf"), _Reader._sets_characters),
    **dict.fromkeys(("deff", "f", "fcharset", "cpg"), _Reader._sets_font),
    **dict.fromkeys(("ansicpg", "mac", "pc", "pca", "deflang"), _Reader._sets_codec),
    "uc": _Reader._sets_fallback,
    "object": _Reader._embeds,
}
