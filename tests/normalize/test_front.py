"""The lines before a plan: title, approval, and the rest."""

import pytest

from pipeline.document import Paragraph
from pipeline.normalize.front.blocks import Front, read_front
from pipeline.vocabulary.shapes import Vocabulary

# lines («¶¶» is a blank line): the title
TITLES = {
    "Дорожная карта¶по реализации наставничества¶на 2023-2024 учебный год": "Дорожная карта по реализации наставничества на 2023-2024 учебный год",
    "ПЛАН МЕРОПРИЯТИЙ¶ПО НАСТАВНИЧЕСТВУ": "ПЛАН МЕРОПРИЯТИЙ ПО НАСТАВНИЧЕСТВУ",
    "Дорожная карта (план мероприятий)¶по реализации Положения о системе¶наставничества": (
        "Дорожная карта (план мероприятий) по реализации Положения о системе наставничества"
    ),
    "МБОУ СОШ № 5¶¶План работы наставника": "План работы наставника",
    "План работы наставника¶¶Цель: помощь": "План работы наставника",
    "План работы наставника.¶Цель: помощь": "План работы наставника",
    "План работы настав-¶ничества": "План работы наставничества",
    "Примерный план работы": "Примерный план работы",
    "Приложение к плану работы¶¶Дорожная карта": "Дорожная карта",
    "Утверждаю план работы¶¶Дорожная карта": "Дорожная карта",
    "Цель: помощь": None,
    "": None,
}

APPROVALS = {
    "УТВЕРЖДАЮ¶Директор¶Зимина А.А.¶¶План работы": ["УТВЕРЖДАЮ Директор Зимина А.А."],
    "Приложение 1¶к приказу от 01.09.2023 № 5¶Дорожная карта": ["Приложение 1 к приказу от 01.09.2023 № 5"],
    "Приложение 1¶¶к приказу от 01.09.2023 № 5¶¶План работы": ["Приложение 1 к приказу от 01.09.2023 № 5"],
    "«УТВЕРЖДАЮ»¶Директор¶¶СОГЛАСОВАНО¶Совет": ["«УТВЕРЖДАЮ» Директор"],
    "ПРИНЯТО¶педсоветом¶¶УТВЕРЖДЕНО¶приказом № 5": ["УТВЕРЖДЕНО приказом № 5"],
    "Приложения нет¶План работы": [],
    "Утвержденный план": [],
}


def _front(text: str, vocabulary: Vocabulary) -> Front:
    pieces = text.split("¶")
    paragraphs = [Paragraph(text=piece, gap=index > 0 and not pieces[index - 1]) for index, piece in enumerate(pieces) if piece]
    return read_front(paragraphs, vocabulary)


@pytest.mark.parametrize("text", TITLES)
def test_title(text: str, vocabulary: Vocabulary) -> None:
    assert _front(text, vocabulary).title == TITLES[text]


@pytest.mark.parametrize("text", APPROVALS)
def test_approval(text: str, vocabulary: Vocabulary) -> None:
    assert [" ".join(line.text for line in block) for block in _front(text, vocabulary).approvals] == APPROVALS[text]


@pytest.mark.parametrize("text", [*TITLES, *APPROVALS])
def test_every_line_is_in_one_place(text: str, vocabulary: Vocabulary) -> None:
    front = _front(text, vocabulary)
    approved = [line.text for block in front.approvals for line in block]
    rest = [line.text for line in front.rest]
    title = (front.title or "").replace(" ", "")
    left = [line for line in text.split("¶") if line and line not in approved + rest and line.replace(" ", "").rstrip("-.") not in title]
    assert left == []
