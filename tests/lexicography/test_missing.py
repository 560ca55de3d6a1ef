"""Phrases that were not understood: gathered, hinted at, and made stubs that can be pasted."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import vocabulary
from pipeline.batch import convert
from pipeline.document import Origin
from pipeline.export.stored import read_tables
from pipeline.lexicography.hints import Suggestion, suggest
from pipeline.lexicography.missing import Phrase, missing_phrases
from pipeline.lexicography.stubs import UNKNOWN, stub
from tests.lexicography.conftest import MakeWords

HEADER = "Этап\tМероприятие\tСроки\tОтветственный\tЗаметки завуча"
PLANS = {
    "а.txt": f"""{HEADER}
Подготовка условий\tОформление стенда о птицах\tкогда расцветёт сирень\tТьюторант Котова И.О.\tпервое
Отбор и обучение\tОбучение наставников\tКогда расцветёт  сирень\tтьюторант\tвторое
""",
    "б.txt": f"""{HEADER}
Подготовка условий\tобучение наставников\tсентябрь\tтьюторант\tтретье
Полёты во сне\tОбучение наставников\tоктябрь\tДиректор\tчетвёртое
""",
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """The dataset of two small plans."""
    folder = tmp_path_factory.mktemp("Планы")
    for name, text in PLANS.items():
        (folder / name).write_text(text, encoding="utf-8")
    out = folder / "Результат"
    convert([folder], out, ["csv"])
    return read_tables(out)


def found(tables: dict[str, list[dict[str, Any]]], kind: str) -> list[Phrase]:
    return [phrase for phrase in missing_phrases(tables) if phrase.kind == kind]


def test_roles_are_counted_without_the_persons_beside_them(tables: dict[str, list[dict[str, Any]]]) -> None:
    (role,) = found(tables, "roles")
    assert (role.text.casefold(), role.times, role.documents, len(role.places)) == ("тьюторант", 3, 2, 3)
    assert role.places[0].startswith("а.txt, ")
    assert "строка 2" in role.places[0]


def test_deadlines_by_their_folded_form(tables: dict[str, list[dict[str, Any]]]) -> None:
    (deadline,) = found(tables, "calendar")
    assert (deadline.text, deadline.times, deadline.documents) == ("когда расцветёт сирень", 2, 1)


def test_stages_activities_and_columns(tables: dict[str, list[dict[str, Any]]]) -> None:
    assert [phrase.text for phrase in found(tables, "stages")] == ["Полёты во сне"]
    assert [phrase.text for phrase in found(tables, "activities")] == ["Оформление стенда о птицах"]


def test_columns_by_their_heading() -> None:
    place = dict.fromkeys(Origin.model_fields) | {"row": 3}
    row = {"document_id": "1", "file": "а.txt", "code": "unknown_column", "text": "Заметки: первое", **place}
    tables = {
        "documents": [],
        "stages": [],
        "activities": [],
        "responsibles": [],
        "problems": [row, {**row, "text": "Заметки: второе: да"}],
    }
    assert missing_phrases(tables) == [Phrase("columns", "Заметки", 2, 1, ("а.txt, строка 3",))]


def test_commonest_come_first(tables: dict[str, list[dict[str, Any]]]) -> None:
    times = [phrase.times for phrase in missing_phrases(tables)]
    assert times == sorted(times, reverse=True)


def phrase(kind: Any, text: str, times: int = 1) -> Phrase:
    return Phrase(kind, text, times, 1, ("план.txt, строка 1",))


def test_hint_is_the_likest_code_or_none() -> None:
    words = vocabulary.load()
    near, far = suggest([phrase("stages", "Формирование банков будущих наставников"), phrase("stages", "Полёты во сне")], words)
    assert near.target
    assert (near.target.group, near.target.code, near.target.name) == ("stages", "mentor_pool", "Банк наставников")
    assert far.target is None


def test_words_that_are_there_by_now_are_left_out(make_words: MakeWords) -> None:
    words = vocabulary.load(make_words(roles="roles:\n- code: curator\n  phrases: [тьюторант]\n"))
    assert suggest([phrase("roles", "Тьюторант")], words) == []


def suggestions() -> list[Suggestion]:
    phrases = [
        phrase("stages", "Формирование банков будущих: наставников", 3),
        phrase("roles", "зам. директора по # и прочему", 2),
        phrase("calendar", "по мере возникновения необходимости"),
        phrase("calendar", "на протяжении всего года и далее"),
        phrase("columns", "Ответственные за исполнение лица"),
    ]
    return suggest(phrases, vocabulary.load())


def test_stub_is_yaml_that_can_be_pasted_and_is_understood(make_words: MakeWords) -> None:
    text = stub(suggestions())
    parts = dict(re.findall(r"# ----- (\w+)\.yaml -----\n(.*?)(?=\n# -----|\Z)", text, re.S))
    assert set(parts) == {"stages", "roles", "calendar", "columns"}
    assert UNKNOWN not in text
    assert set(yaml.safe_load(text)) == {"stages", "roles", "conditions", "throughout", "columns"}
    words = vocabulary.load(make_words(**parts))
    assert "по мере возникновения необходимости" in words.calendar.conditions[0].phrases
    assert suggest([one.phrase for one in suggestions()], words) == []


def test_code_that_nobody_chose_is_refused(make_words: MakeWords) -> None:
    text = stub(suggest([phrase("roles", "звездочёт")], vocabulary.load()))
    with pytest.raises(Exception, match=f"«{UNKNOWN}» у «code» словарю неизвестно"):
        vocabulary.load(make_words(roles=text))


def test_dataset_in_which_all_is_understood(tmp_path: Path) -> None:
    plan = tmp_path / "план.txt"
    plan.write_text(
        "Этап\tМероприятие\tСроки\tОтветственный\nПодготовка условий\tОбучение наставников\tсентябрь\tДиректор\n", encoding="utf-8"
    )
    convert([plan], tmp_path / "out", ["json"])
    assert missing_phrases(read_tables(tmp_path / "out")) == []
