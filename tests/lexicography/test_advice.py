"""Advice on words: what helps, each with a phrase beside it on which nothing is to be said."""

import shutil
from pathlib import Path

import pytest

from pipeline.lexicography.advice import advise
from pipeline.lexicography.copies import copy_advice
from pipeline.lexicography.readback import misread
from pipeline.vocabulary.assembly import assemble, builtin_folder
from tests.lexicography.conftest import MakeWords

ADVICE = {
    "another form": ("roles", "mentor", "наставники", "лишняя: это другая форма фразы «наставник»", "ментор"),
    "marks alone": ("roles", "senior_educator", "ст воспитатель", "отличается от «ст. воспитатель» только знаками", "ст. воспитательница"),
    "two meanings": ("stages", "completion", "Отбора и обучения", r"(completion) после склонения та же, что «Отбор и обучение» (selection_training", "Прощание"),
    "a person": ("roles", "mentor", "ментор Котова И.О.", "имя человека", "ментор группы"),
    "a year": ("stages", "completion", "Итоги 2024 года", "на следующий год фраза не подойдёт", "Итоги учебного года"),
    "a sentence": ("activities", "study_regulations", "провести с молодыми педагогами три занятия о том, как вести журнал", "длинная", "ведение журнала"),
    "a typo": ("roles", "mentor", "настовник класса", "слово «настовник» похоже на «наставник»", "тьютор класса"),
    "two alphabets": ("roles", "website_editor", "WEBмастер", "русские и латинские буквы", "IT-специалист"),
}  # fmt: skip


def said(folder: Path) -> list[str]:
    built = assemble(builtin_folder(), folder)
    assert built.vocabulary, [str(fault) for fault in built.faults]
    return [str(advice) for advice in advise(built.nodes, built.own)]


@pytest.mark.parametrize("case", ADVICE.values(), ids=ADVICE)
def test_advice(case: tuple[str, ...], make_words: MakeWords) -> None:
    name, code, phrase, advice, good = case
    (one,) = said(make_words(**{name: f"{name}:\n- code: {code}\n  phrases:\n  - '{phrase}'\n"}))
    assert advice in one
    assert f"{name}.yaml, строка 4: " in one
    assert said(make_words(**{name: f"{name}:\n- code: {code}\n  phrases:\n  - '{good}'\n"})) == []


def test_phrases_of_the_built_in_files_get_no_advice_where_additions_are_checked(make_words: MakeWords) -> None:
    assert said(make_words(roles="roles:\n- code: curator\n  phrases: [тьютор]\n")) == []


def test_days_of_a_term_without_its_due_day(make_words: MakeWords) -> None:
    term = "terms:\n- {{phrases: [осенние каникулы], from: Y-10-01, to: Y-10-07{}}}\n"
    (one,) = said(make_words(calendar=term.format("")))
    assert "остался прежним: Y-10-24" in one
    assert said(make_words(calendar=term.format(", due: Y-09-30"))) == []


def test_phrase_that_is_read_as_something_else(make_words: MakeWords) -> None:
    built = assemble(builtin_folder(), make_words(roles="roles:\n- code: mentor\n  phrases: [ментор, Котова И.О.]\n"))
    assert built.vocabulary
    (one,) = misread(built.nodes, built.own, built.vocabulary)
    assert "фраза «Котова И.О.» стоит у «mentor», а понимается как «other»" in str(one)


def test_every_built_in_phrase_is_read_as_it_stands() -> None:
    built = assemble(builtin_folder())
    assert built.vocabulary
    assert misread(built.nodes, built.own, built.vocabulary) == []


def test_copy_is_told_what_it_repeats_and_what_it_lacks(tmp_path: Path, make_words: MakeWords) -> None:
    folder = make_words()
    text = (builtin_folder() / "roles.yaml").read_text("utf-8").replace("  - завуч\n", "")
    (folder / "roles.yaml").write_text(text, encoding="utf-8")
    built = assemble(builtin_folder(), folder)
    repeated, lacking = (advice.text for advice in copy_advice(assemble(builtin_folder()).nodes, built.own, built.moves))
    assert "уже есть во встроенном словаре" in repeated
    assert "нет: 1 («завуч»); они действуют по-прежнему" in lacking
    shutil.rmtree(folder)
    built = assemble(builtin_folder(), make_words(roles="roles:\n- code: mentor\n  phrases: [ментор]\n"))
    assert list(copy_advice(assemble(builtin_folder()).nodes, built.own, built.moves)) == []
