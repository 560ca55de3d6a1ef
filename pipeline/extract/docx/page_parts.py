"""Which page headers and footers a document shows, and in what order."""

from collections.abc import Callable

from pipeline.extract.common.package import Part
from pipeline.extract.docx.xml import RELATIONSHIP_ID, SECTION, Element, switch, w

_CHANGE = w("sectPrChange")


def shown_parts(root: Element, main: Part, kind: str, even_differ: Callable[[], bool]) -> list[Part]:
    """The parts of a kind («header», «footer») that some page shows, each once.

    A section without a part of its own shows that of the section before; the first page has one of its own only where its
    section says so, and even pages only where the settings do (ISO/IEC 29500-1, 17.10).
    """
    current: dict[str, Part | None] = {}
    shown: dict[str, Part] = {}
    former = {section for change in root.iter(_CHANGE) for section in change}
    for section in root.iter(SECTION):
        if section in former:
            continue
        for reference in section.findall(w(f"{kind}Reference")):
            current[reference.get(w("type"), "default")] = main.by_id(reference.get(RELATIONSHIP_ID))
        types = [*(["first"] if switch(section, "titlePg") else []), "default", *(["even"] if "even" in current and even_differ() else [])]
        shown.update({part.name: part for part in map(current.get, types) if part is not None})
    return list(shown.values())
