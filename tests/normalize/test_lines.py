"""Lines of a cell: labels, broken words, and what goes on with the line above."""

from collections.abc import Callable

import pytest

from pipeline.document import Paragraph
from pipeline.normalize.words.joins import join
from pipeline.normalize.words.labels import Label, split_label
from pipeline.normalize.words.lines import one_line, own_lines

LABELS = {
    "1. Приказ": ("number", "1", "Приказ"),
    "1.Приказ": ("number", "1", "Приказ"),
    "1) приказ": ("number", "1", "приказ"),
    "12. Приказ": ("number", "12", "Приказ"),
    "1.1. Приказ": ("number", "1.1", "Приказ"),
    "1.1 Приказ": ("number", "1.1", "Приказ"),
    "1.2.3. Приказ": ("number", "1.2.3", "Приказ"),
    "1.«Приказ»": ("number", "1", "«Приказ»"),
    "а) приказ": ("letter", "а", "приказ"),
    "ж) приказ": ("letter", "ж", "приказ"),
    "а. Приказ": ("letter", "а", "Приказ"),
    "II. Приказ": ("roman", "II", "Приказ"),
    "I) Приказ": ("roman", "I", "Приказ"),
    "- акты": ("dash", "", "акты"),
    "-акты": ("dash", "", "акты"),
    "– акты": ("dash", "", "акты"),
    "—акты": ("dash", "", "акты"),
    "• акты": ("dash", "", "акты"),
    "· акты": ("dash", "", "акты"),
    "✓ акты": ("dash", "", "акты"),
    "* акты": ("dash", "", "акты"),
}

NO_LABELS = (
    "г. Томск", "с. Коста", "п. Лесной", "д. Ключи", "х. Дальний", "15.09", "15.09.2023", "01.09. Приказ", "2 раза в неделю", "5 класс", "5-9 классы",
    "2023 год", "2023. Год", "№ 1 приказ", "№1. Приказ", "Шаг 1. Приказ", "и.о. директора", "и. о. директора", "ст. воспитатель", "V класс", "I четверть",
    "С. Ветров", "100. Приказ", "-5 градусов", "«Школа»", "1.1", "1 сентября", "10 марта",
)  # fmt: skip

JOINED = {
    ("настав-", "ничества"): "наставничества",
    ("Понедельн", "ик"): "Понедельник",
    ("наставляе", "мых"): "наставляемых",
    ("учител", "ь"): "учитель",
    ("Отв", "етственные"): "Ответственные",
    ("дорож-", "ной карты"): "дорожной карты",
    ("про-", "фессиональных"): "профессиональных",
    ("учебно-вос-", "питательной"): "учебно-воспитательной",
    ("он-", "лайн"): "онлайн",
    ("психолого-", "педагогической"): "психолого-педагогической",
    ("учебно-", "методической"): "учебно-методической",
    ("педагог-", "психолог"): "педагог-психолог",
    ("учителя-", "предметники"): "учителя-предметники",
    ("план-", "график"): "план-график",
    ("мастер-", "классы"): "мастер-классы",
    ("Формирование", "базы"): "Формирование базы",
    ("мастер", "класс"): "мастер класс",
    ("и", "наставников"): "и наставников",
    ("в", "школе"): "в школе",
    ("МБОУ", "школа"): "МБОУ школа",
    ("Формирование", "Базы"): "Формирование Базы",
}

# the paragraphs of a cell: the lines that stand for themselves
CELLS = {
    "Изучение\nматериалов": ["Изучение материалов"],
    "Консультации\n(индивидуальные)": ["Консультации (индивидуальные)"],
    "Приказ об утверждении¶положения": ["Приказ об утверждении положения"],
    "Приказ об утверждении¶Положения": ["Приказ об утверждении", "Положения"],
    "Подготовка и¶Проведение": ["Подготовка и Проведение"],
    "Приказ «О¶Положении»": ["Приказ «О Положении»"],
    "Беседа (группы¶1 и 2)": ["Беседа (группы 1 и 2)"],
    "Директор,¶Куратор": ["Директор, Куратор"],
    "Директор¶Куратор": ["Директор", "Куратор"],
    "Сентябрь¶Октябрь": ["Сентябрь", "Октябрь"],
    "Приказ.¶положение": ["Приказ.", "положение"],
    "Приказ;¶положение": ["Приказ;", "положение"],
    "Приказ¶¶Положение": ["Приказ", "Положение"],
    "Приказ,¶¶Положение": ["Приказ,", "Положение"],
    "1) приказ\n2) карта": ["приказ", "карта"],
    "1) приказ о\nнаставнике\n2) карта": ["приказ о наставнике", "карта"],
    "Документы:\nПриказ": ["Документы:", "Приказ"],
    "": [],
}


@pytest.mark.parametrize("text", LABELS)
def test_label(text: str) -> None:
    style, label, rest = LABELS[text]
    assert split_label(text) == (Label(style, label), rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", NO_LABELS)
def test_what_is_no_label(text: str) -> None:
    assert split_label(text) == (None, text)


@pytest.mark.parametrize("pieces", JOINED)
def test_broken_words(pieces: tuple[str, str]) -> None:
    assert join(*pieces) == JOINED[pieces]


@pytest.mark.parametrize("cell", CELLS)
def test_own_lines(cell: str, make_paragraphs: Callable[[str], tuple[Paragraph, ...]]) -> None:
    assert [line.text for line in own_lines(make_paragraphs(cell))] == CELLS[cell]


def test_an_automatic_number_is_a_label() -> None:
    paragraphs = [
        Paragraph(text="Приказ", label="1.", level=0),
        Paragraph(text="первый", label="а)", level=1),
        Paragraph(text="карта", label="•", level=0),
    ]
    assert [(line.label, line.text) for line in own_lines(paragraphs)] == [
        (Label("number", "1", 0), "Приказ"),
        (Label("letter", "а", 1), "первый"),
        (Label("dash", "", 0), "карта"),
    ]


def test_one_line_keeps_labels_and_mends_words() -> None:
    paragraphs = [Paragraph(text="Этап", label="1."), Paragraph(text="настав-\nничества"), Paragraph(text="", label="•")]
    assert one_line(paragraphs) == "1. Этап наставничества"
