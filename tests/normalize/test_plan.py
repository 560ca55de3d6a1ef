"""The plan among the blocks of a document, and what stands outside it."""

from collections.abc import Callable

import pytest

from pipeline.document import Document, Origin, Paragraph, Remark
from pipeline.errors import NoPlanError
from pipeline.model import Roadmap
from pipeline.normalize import normalize
from pipeline.vocabulary.shapes import Vocabulary

Make = Callable[..., Document]
HEADER = ["№", "Мероприятия", "Сроки", "Ответственные"]
ONE, TWO = ["1", "Приказ", "сентябрь", "Директор"], ["2", "Отчёт", "май", "Куратор"]


def _problems(roadmap: Roadmap, code: str) -> list[str | None]:
    return [problem.text for problem in roadmap.problems if problem.code == code]


def _activities(roadmap: Roadmap) -> list[str]:
    return [activity.text for stage in roadmap.stages for activity in stage.activities]


@pytest.mark.parametrize(
    "blocks",
    [("Просто письмо",), ("Письмо", [["Имя", "Адрес"], ["Зимина", "Томск"]]), ([HEADER],), ([["Мероприятие"], ["Приказ"]],), ()],
)
def test_no_plan(blocks: tuple[object, ...], make_document: Make, vocabulary: Vocabulary) -> None:
    with pytest.raises(NoPlanError):
        normalize(make_document(*blocks), vocabulary)


def test_no_plan_says_what_could_not_be_read(make_document: Make, vocabulary: Vocabulary) -> None:
    unread = Remark(code="unreadable_part", text="лист «План»")
    document = make_document("Письмо").model_copy(update={"remarks": (unread,)})
    with pytest.raises(NoPlanError, match="прочитать не удалось: лист «План»"):
        normalize(document, vocabulary)


def test_two_tables_are_one_plan(make_document: Make, vocabulary: Vocabulary) -> None:
    document = make_document([HEADER, ONE], "Раздел 2. Отбор и обучение", [HEADER, TWO], merges=True)
    roadmap = normalize(document, vocabulary)
    assert [(stage.number, stage.code, len(stage.activities)) for stage in roadmap.stages] == [
        (None, "other", 1),
        ("2", "selection_training", 1),
    ]


def test_a_table_without_header_goes_on(make_document: Make, vocabulary: Vocabulary) -> None:
    roadmap = normalize(make_document([HEADER, ONE], [TWO], merges=True, pages=True), vocabulary)
    assert _activities(roadmap) == ["Приказ", "Отчёт"]


def test_a_row_broken_by_a_page(make_document: Make, vocabulary: Vocabulary) -> None:
    document = make_document(
        [HEADER, ["1", "Приказ о", "сентябрь", "Директор"]], [["", "наставниках", "", ""], TWO], merges=True, pages=True
    )
    assert _activities(normalize(document, vocabulary)) == ["Приказ о наставниках", "Отчёт"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["№ п/п", "Наименование", "Срок", "Ответствен-"], ["", "мероприятия", "исполнения", "ные"]),
        (["№", "Мероприятия", "Сроки", "Ответственные"], ["", "", "исполнения", ""]),
        (["№", "Содержание", "Сроки реали-", "Ответственные"], ["", "деятельности", "зации", "лица"]),
    ],
)
def test_a_header_broken_by_a_page(above: list[str], below: list[str], make_document: Make, vocabulary: Vocabulary) -> None:
    roadmap = normalize(make_document([above], [below, ONE, TWO], merges=True, pages=True), vocabulary)
    assert _activities(roadmap) == ["Приказ", "Отчёт"]


def test_a_header_alone_on_its_page(make_document: Make, vocabulary: Vocabulary) -> None:
    roadmap = normalize(make_document([HEADER], [ONE, TWO], merges=True, pages=True), vocabulary)
    assert _activities(roadmap) == ["Приказ", "Отчёт"]


def test_a_repeated_header_is_told(make_document: Make, vocabulary: Vocabulary) -> None:
    roadmap = normalize(make_document([HEADER, ONE], [HEADER, TWO], merges=True, pages=True), vocabulary)
    assert (_activities(roadmap), _problems(roadmap, "repeated_header")) == (["Приказ", "Отчёт"], [" | ".join(HEADER)])


def test_columns_without_a_header_are_inferred_and_told(make_document: Make, vocabulary: Vocabulary) -> None:
    rows = [["1", "Приказ о назначении куратора", "сентябрь", "Директор"], ["2", "Обучение педагогов школы", "май", "Куратор"]]
    roadmap = normalize(make_document([*rows, ["3", "Опрос всех участников", "июнь", "Куратор"]], merges=True), vocabulary)
    assert len(_activities(roadmap)) == 3
    assert len(_problems(roadmap, "no_header")) == 1


def test_another_table_is_told(make_document: Make, vocabulary: Vocabulary) -> None:
    roadmap = normalize(make_document([HEADER, ONE], [["Имя", "Телефон"], ["Зимина", "5"]], merges=True), vocabulary)
    assert _problems(roadmap, "other_table") == ["Имя | Телефон\nЗимина | 5"]


def test_values_of_columns_without_a_field_are_told(make_document: Make, vocabulary: Vocabulary) -> None:
    roadmap = normalize(make_document([[*HEADER, "Примечание", "Ещё"], [*ONE, "важно", "слово"]], merges=True), vocabulary)
    assert _problems(roadmap, "unused_column") == ["Примечание: важно"]
    assert _problems(roadmap, "unknown_column") == ["Ещё: слово"]


def test_lines_outside_are_told(make_document: Make, vocabulary: Vocabulary) -> None:
    document = make_document("Дорожная карта¶¶Цель: помощь", [HEADER, ONE], "Исполнитель: Ветров¶тел. 123")
    roadmap = normalize(document, vocabulary)
    assert roadmap.title == "Дорожная карта"
    assert _problems(roadmap, "outside_plan") == ["Цель: помощь", "Исполнитель: Ветров\nтел. 123"]


def test_headers_footers_and_footnotes_are_told(make_document: Make, vocabulary: Vocabulary) -> None:
    places = ("page_header", "page_footer", "footnote")
    texts = [Paragraph(text=place, place=place, origin=Origin(page=1)) for place in places]
    roadmap = normalize(make_document([HEADER, ONE], *texts, texts[0]), vocabulary)
    assert _problems(roadmap, "page_furniture") == ["page_header", "page_footer"]
    assert _problems(roadmap, "footnote") == ["footnote"]


def test_remarks_of_the_reader_become_problems(make_document: Make, vocabulary: Vocabulary) -> None:
    document = make_document([HEADER, ONE]).model_copy(update={"remarks": (Remark(code="ragged_table", text="Приказ"),)})
    assert _problems(normalize(document, vocabulary), "ragged_table") == ["Приказ"]


def test_no_organisation_is_told(make_document: Make, vocabulary: Vocabulary) -> None:
    assert len(_problems(normalize(make_document([HEADER, ONE]), vocabulary), "no_organisation")) == 1


def test_front_and_plan_together(make_document: Make, vocabulary: Vocabulary) -> None:
    front = "УТВЕРЖДАЮ¶Директор МБОУ СОШ № 5¶Зимина А.А.¶¶Дорожная карта¶на 2023-2024 учебный год"
    roadmap = normalize(make_document(front, [HEADER, ONE]), vocabulary)
    assert (roadmap.title, roadmap.organisation.name, roadmap.approval.person) == (
        "Дорожная карта на 2023-2024 учебный год",
        "СОШ № 5",
        "Зимина А.А.",
    )
    assert roadmap.stages[0].activities[0].deadlines[0].edtf == "2023-09"


def test_the_same_document_gives_the_same_roadmap(make_document: Make, vocabulary: Vocabulary) -> None:
    document = make_document("План работы МБОУ СОШ № 5", [HEADER, ONE, TWO])
    assert normalize(document, vocabulary) == normalize(document, vocabulary)
