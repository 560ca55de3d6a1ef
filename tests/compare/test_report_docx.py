"""`report.docx`: what an official finds in it, on any machine the same."""

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from pipeline import vocabulary
from pipeline.compare import Comparison, compare
from pipeline.compare.figures import figures, sentences
from pipeline.compare.report import timeline
from pipeline.compare.report.document import write_document
from pipeline.compare.stages import stage_figures
from pipeline.names import Names


@pytest.fixture(scope="module")
def comparison(dataset: Path) -> Comparison:
    return compare([dataset])


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(vocabulary.load())


@pytest.fixture(scope="module")
def page(comparison: Comparison, names: Names, tmp_path_factory: pytest.TempPathFactory) -> Document:
    return docx.Document(str(write_document(comparison, names, tmp_path_factory.mktemp("report"))))


def test_findings_are_the_sentences_of_the_figures(page: Document, comparison: Comparison, names: Names) -> None:
    told = [paragraph.text for paragraph in page.paragraphs if paragraph.style and paragraph.style.name == "List Bullet"]
    assert told == list(sentences(figures(comparison), comparison, names))


def test_page_is_a4_with_numbers(page: Document) -> None:
    (section,) = page.sections
    assert (round((section.page_width or 0) / Mm(1)), round((section.page_height or 0) / Mm(1))) == (210, 297)
    assert [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_tables_repeat_their_header_and_fit_the_page(page: Document) -> None:
    headings = [paragraph.text for paragraph in page.paragraphs if paragraph.style and paragraph.style.name == "Heading 1"]
    assert headings[:3] == ["Главное", "Этапы в учебном году", "Этапы образца в планах"]
    for table in page.tables:
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert sum(cell.width or 0 for cell in table.rows[0].cells) <= Mm(171)


def test_stage_table_says_what_the_coverage_says(page: Document, comparison: Comparison) -> None:
    coverage = comparison.frames["coverage"]
    there = coverage[(coverage["basis"] == "reference") & coverage["activity_code"].isna() & (coverage["status"] == "there")]
    counts = there.groupby("stage_code").size()
    told = [row.cells[2].text.split(" ")[0] for row in page.tables[0].rows[1:]]
    assert told == [str(counts.get(stage.code, 0)) for stage in comparison.reference.stages]


def test_picture_is_told_to_those_who_do_not_see_it(page: Document) -> None:
    (shape,) = page.inline_shapes
    assert "Этапы образца в планах" in str(shape._inline.docPr.get("descr"))


def test_picture_has_cyrillic_letters_and_the_same_bytes(comparison: Comparison) -> None:
    stages = stage_figures(comparison)
    content = timeline.draw(stages)
    assert content == timeline.draw(stages)
    assert Image.open(io.BytesIO(content)).width == timeline.WIDTH
    # A letter that the font lacks would be the box that stands for all of them.
    masks = {bytes(timeline._TEXT.getmask(letter)) for letter in "абвгдежзийклмнопрстуфхцчшщъыьэюяё«»—№…"}
    assert len(masks) == 38


@pytest.mark.parametrize(
    ("text", "lines"),
    [("Отбор", ["Отбор"]), ("", [""]), ("Организация работы наставнических пар и групп", ["Организация работы", "наставнических пар…"])],
)
def test_names_are_put_in_two_lines(text: str, lines: list[str]) -> None:
    assert timeline.wrapped(text, 250) == lines
