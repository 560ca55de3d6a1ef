"""What stands in a document beside its text: embedded objects, diagrams, furigana, prompts of blank form fields."""

from collections.abc import Callable, Iterable, Iterator

from pipeline.document import Remark
from pipeline.extract.docx.xml import RUNS, TEXTS, Element, at, descend, w

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
_EMBEDDED = (w("object"), f"{_DRAWING}chart}}chart")
_DIAGRAM, _DIAGRAM_TEXT = f"{_DRAWING}diagram}}relIds", f"{_DRAWING}main}}t"
_DIAGRAM_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_PICTURES = (w("drawing"), w("pict"))
_CONTROL, _CONTENT, _FURIGANA = w("sdt"), w("sdtContent"), w("rt")


def has_pictures(root: Element) -> bool:
    """Whether there is a picture or a shape anywhere."""
    return any(next(root.iter(tag), None) is not None for tag in _PICTURES)


def prompts(story: Element) -> list[list[Element]]:
    """The runs of each blank form field that only say what is to be put there («Выберите элемент»)."""
    fields = (control.find(_CONTENT) for control in story.iter(_CONTROL) if at(control, "sdtPr", "showingPlcHdr") is not None)
    return [list(descend(content, RUNS)) for content in fields if content is not None]


def prompt_remarks(fields: Iterable[Iterable[Element]]) -> Iterator[Remark]:
    """A remark for each blank form field."""
    texts = ("".join(map(_text, runs)).strip() for runs in fields)
    return (Remark(code="blank_form_field", text=text) for text in texts if text)


def aside_remarks(root: Element, related: Callable[[str | None], Element | None]) -> Iterator[Remark]:
    """A remark for each thing that the page shows and no block holds; `related` gives the root of a part by its relationship."""
    for _ in (found for tag in _EMBEDDED for found in root.iter(tag)):
        yield Remark(code="unreadable_part", text="вложенный объект или документ")
    for diagram in root.iter(_DIAGRAM):
        data = related(diagram.get(_DIAGRAM_DATA))
        texts = [] if data is None else [found.text or "" for found in data.iter(_DIAGRAM_TEXT)]
        yield Remark(code="unreadable_part", text=" ".join(["схема:", *texts]))
    for reading in root.iter(_FURIGANA):
        yield Remark(code="unreadable_part", text=f"надпись над словом: {_text(reading)}")


def _text(element: Element) -> str:
    return "".join(found.text or "" for found in element.iter() if found.tag in TEXTS)
