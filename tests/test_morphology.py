"""Russian word forms."""

import pytest

from pipeline.morphology import is_adjective, is_known, lemma, names_a_thing, nominative

LEMMAS = {
    "директора": "директор",
    "сентября": "сентябрь",
    "сентябре": "сентябрь",
    "мая": "май",
    "марта": "март",
    "годы": "год",
    "недели": "неделя",
    "наставники": "наставник",
    "наставников": "наставник",
    "наставляемых": "наставляемый",
    "наставляемые": "наставляемый",
    "наставничества": "наставничество",
    "наставнических": "наставнический",
    "учителями": "учитель",
    "педагога-психолога": "педагог-психолог",
    "социально-педагогической": "социально-педагогический",
    "сош": "сош",
    "xyz": "xyz",
}


@pytest.mark.parametrize("word", LEMMAS)
def test_lemma(word: str) -> None:
    assert lemma(word) == LEMMAS[word]


@pytest.mark.parametrize(
    "forms_of_one", ["заведующий заведующая заведующего заведующими", "обучающийся обучающиеся обучающихся", "учащиеся учащихся"]
)
def test_forms_of_one_word_have_one_lemma(forms_of_one: str) -> None:
    assert len({lemma(word) for word in forms_of_one.split()}) == 1


def test_the_family_of_mentors_is_kept_apart() -> None:
    assert len({lemma(word) for word in ("наставника", "наставляемого", "наставничества", "наставнической")}) == 4


@pytest.mark.parametrize(
    ("word", "known"), [("приказ", True), ("Приказа", True), ("прик", False), ("наставничество", True), ("дготовка", False)]
)
def test_known_words(word: str, known: bool) -> None:
    assert is_known(word) is known


@pytest.mark.parametrize(
    ("word", "like", "expected"),
    [
        ("лицея", None, "лицей"),
        ("Гимназии", None, "Гимназия"),
        ("ГИМНАЗИИ", None, "ГИМНАЗИЯ"),
        ("Ленинского", "район", "Ленинский"),
        ("Коскинской", "школа", "Коскинская"),
        ("Томска", None, "Томск"),
        ("xyz", None, "xyz"),
    ],
)
def test_nominative(word: str, like: str | None, expected: str) -> None:
    assert nominative(word, like) == expected


@pytest.mark.parametrize(("word", "expected"), [("Ивановская", True), ("планируемые", True), ("школа", False), ("МБОУ", False)])
def test_adjectives(word: str, expected: bool) -> None:
    assert is_adjective(word) is expected


@pytest.mark.parametrize(
    ("word", "is_thing"), {"приказ": True, "памятка": True, "справка": True, "наставников": False, "издан": False, "базы": False}.items()
)
def test_names_a_thing(word: str, is_thing: bool) -> None:
    assert names_a_thing(word) is is_thing
