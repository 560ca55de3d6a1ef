"""Names of stages to codes, and headings to number and name."""

import pytest

from pipeline.normalize.words.stages import is_heading, match_stage, read_heading
from pipeline.vocabulary.shapes import Vocabulary

# name: code, method
NAMES = {
    "Формирование банка наставников": ("mentor_pool", "exact"),
    "ФОРМИРОВАНИЕ БАНКА НАСТАВЛЯЕМЫХ": ("mentee_pool", "exact"),
    "Формирование\nбанка\nнастав-\nников": ("mentor_pool", "exact"),
    "Формирование базы наставляемых.": ("mentee_pool", "exact"),
    "Подготовка условий для реализации системы наставничества": ("preparation", "exact"),
    "Подготовительный этап": ("preparation", "exact"),
    "Отбор и обучение": ("selection_training", "exact"),
    "Организация работы наставнических пар": ("implementation", "exact"),
    "Информационная поддержка системы наставничества": ("information_support", "exact"),
    "Формирование наставнических пар и групп": ("matching", "lemma"),
    "Завершение программы наставничества": ("completion", "exact"),
    "Реализация программы наставничества": ("implementation", "lemma"),
    "Формирование базы наставляемых в МБОУ СОШ № 5": ("mentee_pool", "lemma"),
    "Подготовка условий для реализации системы наставничества (сентябрь)": ("preparation", "exact"),
    "Мониторинг и оценка результатов": ("monitoring", "exact"),
    "Завершение персонализированной программы наставничества в МБОУ СОШ № 5": ("completion", "lemma"),
    "Банк наставников": ("mentor_pool", "exact"),
    "База наставляемых": ("mentee_pool", "lemma"),
    "Организация и осущевствление работы наставнических пар / групп": ("implementation", "fuzzy"),
    "Завершение персонализированных программ": ("completion", "fuzzy"),
    "Работа с родителями": ("other", "none"),
    "Формирование банка": ("other", "none"),
    "Материальная база": ("other", "none"),
    "Сентябрь": ("other", "none"),
    "Диагностический": ("other", "none"),
    "": ("other", "none"),
}

TWINS = (
    "Формирование банка {}", "Формирование базы {}", "формирование банка данных {}", "Сбор данных о {}х", "Банк {}", "База {}", "Создание базы {}",
    "Формирование единой базы {} школы", "Фомирование банка {}",
)  # fmt: skip

HEADINGS = {
    "Раздел 1. Подготовка": ("1", "Подготовка", True),
    "Этап 1. Отбор и обучение": ("1", "Отбор и обучение", True),
    "ЭТАП 1. ПОДГОТОВКА": ("1", "ПОДГОТОВКА", True),
    "Этап № 1. Подготовка": ("1", "Подготовка", True),
    "Этап I. Подготовка": ("I", "Подготовка", True),
    "II этап – Работа пар": ("II", "Работа пар", True),
    "II этап - Работа пар": ("II", "Работа пар", True),
    "1 этап. Подготовка": ("1", "Подготовка", True),
    "1-й этап: Подготовка": ("1", "Подготовка", True),
    "Направление 2: Работа": ("2", "Работа", True),
    "Блок 1 Отбор": ("1", "Отбор", True),
    "1. Подготовка": ("1", "Подготовка", False),
    "1.Подготовка": ("1", "Подготовка", False),
    "3 Отбор": ("3", "Отбор", False),
    "III. Отбор": ("III", "Отбор", False),
    "1.1. Отбор": ("1.1", "Отбор", False),
    "Подготовка": (None, "Подготовка", False),
    "5 класс": (None, "5 класс", False),
    "Подготовка;": (None, "Подготовка", False),
}


@pytest.mark.parametrize("name", NAMES)
def test_name(name: str, vocabulary: Vocabulary) -> None:
    code, match = match_stage(name, vocabulary)
    assert (code, match.method) == NAMES[name]


@pytest.mark.parametrize("phrase", TWINS)
def test_mentors_and_mentees_are_never_swapped(phrase: str, vocabulary: Vocabulary) -> None:
    mentors = match_stage(phrase.format("наставников").replace("наставниковх", "наставниках"), vocabulary)[0]
    mentees = match_stage(phrase.format("наставляемых").replace("наставляемыхх", "наставляемых"), vocabulary)[0]
    assert (mentors in {"mentor_pool", "other"}, mentees in {"mentee_pool", "other"}) == (True, True)


def test_every_name_that_is_sure_needs_no_review(vocabulary: Vocabulary) -> None:
    reviewed = [name for name, (_, method) in NAMES.items() if method in {"exact", "lemma"} and match_stage(name, vocabulary)[1].review]
    assert reviewed == []


def test_a_name_that_fits_nothing_needs_review(vocabulary: Vocabulary) -> None:
    passed = [name for name, (code, _) in NAMES.items() if name and code == "other" and not match_stage(name, vocabulary)[1].review]
    assert passed == []


@pytest.mark.parametrize("text", HEADINGS)
def test_heading(text: str, vocabulary: Vocabulary) -> None:
    assert tuple(read_heading(text, vocabulary.stages)) == HEADINGS[text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Раздел 2. Что угодно", True),
        ("Формирование банка наставников", True),
        ("2. Отбор и обучение наставников", True),
        ("Директор школы", False),
        ("Исполнитель: Ветров", False),
        ("Цель: помощь молодым педагогам", False),
    ],
)
def test_what_is_a_heading(text: str, expected: bool, vocabulary: Vocabulary) -> None:
    assert is_heading(text, vocabulary) is expected


# a name: its code, and whether a person should look
UNSEEN = {
    "Создание реестра наставляемых": ("mentee_pool", False),
    "Формирование банка настовляемых": ("mentee_pool", False),
    "Формирование баз ы наставников": ("mentor_pool", False),
    "Этап формирования базы наставников": ("mentor_pool", False),
    "Организация работы наставнических пар в МБДОУ «Теремок»": ("implementation", False),
    "Формирование наставнических пар и организация их работы": ("matching", True),
    "Подведение итогов конкурса": ("completion", True),
    "Мониторинг и оценка качества питания": ("other", True),
    "Нормативно-правовое обеспечение введения ФГОС": ("other", True),
    "Аналитический этап": ("other", True),
    "Завершени наставничества": ("completion", False),
    "Информационная поддержк системы наставничества": ("information_support", False),
    "Создание условий для реализации целевой модели наставничества": ("preparation", False),
    "Обеспечение условий для развития наставничества в районе": ("preparation", False),
    "Мониторинг результатов внедрения (целевой модели) наставничества обучающихся на территории Тальского района": ("monitoring", True),
    "Создание условий для безопасного пребывания детей": ("other", True),
    "Создание условий для реализации ФГОС": ("other", True),
    "Формирование базы практик наставничества": ("other", True),
    "Работа с молодыми специалистами": ("other", True),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_names_in_other_words(name: str, vocabulary: Vocabulary) -> None:
    code, match = match_stage(name, vocabulary)
    assert (code, match.review) == UNSEEN[name]
