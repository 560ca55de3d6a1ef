"""A plan that shares its table with its title and signatures, as in a spreadsheet."""

from collections.abc import Callable

from pipeline.document import Document
from pipeline.model import Roadmap
from pipeline.normalize import normalize
from pipeline.vocabulary.shapes import Vocabulary

Make = Callable[..., Document]
HEADER = ["№", "Этап", "Мероприятия", "Сроки", "Ответственные"]
FIRST = ["1", "Отбор и обучение", "Обучение наставников", "октябрь", "Куратор"]
SECOND = ["2", "", "Анкетирование", "май", "Директор"]
BLANK = ["", "", "", "", ""]


def _outside(roadmap: Roadmap) -> list[str | None]:
    return [problem.text for problem in roadmap.problems if problem.code == "outside_plan"]


def _activities(roadmap: Roadmap) -> list[str]:
    return [activity.text for stage in roadmap.stages for activity in stage.activities]


def test_title_and_approval_above_the_header(make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [
        ["СОГЛАСОВАНО", "", "", "УТВЕРЖДАЮ", ""],
        ["Председатель профкома", "", "", "Директор МБОУ СОШ № 17 г. Шадринска", ""],
        ["_____", "Петрова А.А.", "", "_____", "Иванов И.И."],
        ["", "", "", "Приказ от 01.09.2023 № 45-о", ""],
        BLANK,
        ["Дорожная карта наставничества", "<", "<", "<", "<"],
        ["на 2023-2024 учебный год", "<", "<", "<", "<"],
        BLANK,
        HEADER,
        FIRST,
        SECOND,
    ]
    roadmap = normalize(make_document(grid, merges=True), vocabulary)
    assert roadmap.title == "Дорожная карта наставничества на 2023-2024 учебный год"
    assert (roadmap.approval.person, str(roadmap.approval.date), roadmap.approval.number) == ("Иванов И.И.", "2023-09-01", "45-о")
    assert (roadmap.organisation.name, roadmap.organisation.text) == ("СОШ № 17", "МБОУ СОШ № 17 г. Шадринска")
    assert _outside(roadmap) == ["СОГЛАСОВАНО\nПредседатель профкома\n_____\nПетрова А.А."]
    assert _activities(roadmap) == ["Обучение наставников", "Анкетирование"]


def test_many_lines_above_the_header(make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [*([f"Строка {number}", "", "", "", ""] for number in range(30)), HEADER, FIRST, SECOND]
    assert _activities(normalize(make_document(grid), vocabulary)) == ["Обучение наставников", "Анкетирование"]


def test_signatures_below_the_plan(make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [
        HEADER,
        FIRST,
        SECOND,
        BLANK,
        ["", "", "Директор", "", "Иванов И.И."],
        BLANK,
        ["Исп. Козлова О.П., тел. 2-15-15", "", "", "", ""],
    ]
    roadmap = normalize(make_document(grid), vocabulary)
    assert _activities(roadmap) == ["Обучение наставников", "Анкетирование"]
    assert _outside(roadmap) == ["Директор\nИванов И.И.", "Исп. Козлова О.П., тел. 2-15-15"]


def test_a_blank_row_inside_the_plan_ends_nothing(make_document: Make, vocabulary: Vocabulary) -> None:
    assert len(_activities(normalize(make_document([HEADER, FIRST, BLANK, SECOND]), vocabulary))) == 2


def test_columns_that_only_the_title_reaches(make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [
        ["", "", "", "", "", "", "", "УТВЕРЖДАЮ"],
        ["№", "Мероприятия", "Сроки", "Ответственные", "", "", "", ""],
        ["Отбор и обучение", "<", "<", "<", "", "", "", ""],
        ["1", "Обучение наставников", "октябрь", "Куратор", "", "", "", ""],
    ]
    roadmap = normalize(make_document(grid, merges=True), vocabulary)
    assert [(stage.name, len(stage.activities)) for stage in roadmap.stages] == [("Отбор и обучение", 1)]


def test_second_sheet_with_the_title_again(make_document: Make, vocabulary: Vocabulary) -> None:
    header = ["№", "Мероприятия", "Сроки", "Ответственные"]
    title = ["Дорожная карта наставничества МБОУ СОШ № 3", "", "", ""]
    first = [title, header, ["Отбор и обучение", "<", "<", "<"], ["1", "Обучение", "май", "Куратор"]]
    second = [title, header, ["Завершение наставничества", "<", "<", "<"], ["2", "Итоги", "июнь", "Куратор"]]
    roadmap = normalize(make_document("Лист1", first, "Лист2", second, merges=True), vocabulary)
    assert [stage.name for stage in roadmap.stages] == ["Отбор и обучение", "Завершение наставничества"]
