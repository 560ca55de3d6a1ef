"""A region's own words over the built-in ones: what is added, what moves, what is refused."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import MissingPathError, VocabularyError
from pipeline.vocabulary import builtin_folder, load
from pipeline.vocabulary.assembly import Assembly, assemble
from pipeline.vocabulary.merge import merge
from pipeline.vocabulary.shapes import FILES, Vocabulary
from pipeline.vocabulary.strict_yaml import read, scalar

Assemble = Callable[..., Assembly]


@pytest.fixture
def with_words(tmp_path: Path) -> Assemble:
    """The built-in words with additions: the name of a file to its text."""

    def make(**files: str) -> Assembly:
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return assemble(builtin_folder(), tmp_path)

    return make


def words_of(built: Assembly) -> Vocabulary:
    assert built.vocabulary, [str(fault) for fault in built.faults]
    return built.vocabulary


def phrases(words: Vocabulary, code: str) -> tuple[str, ...]:
    (entry,) = (role for role in words.roles.roles if role.code == code)
    return entry.phrases


# ------------------------------------------------------------ what is added


def test_phrases_join_those_of_their_code(with_words: Assemble) -> None:
    words = words_of(with_words(roles="roles:\n- code: curator\n  phrases: [тьютор, Куратор]\n"))
    assert phrases(words, "curator") == (*phrases(load(), "curator"), "тьютор")
    assert phrases(words, "mentor") == phrases(load(), "mentor")
    assert words.stages.stages == load().stages.stages
    assert words.additions == ("roles.yaml",)


def test_entry_twice_in_one_file(with_words: Assemble) -> None:
    entry = "- code: curator\n  phrases: [{}]\n"
    words = words_of(with_words(roles="roles:\n" + entry.format("тьютор") + entry.format("ментор")))
    assert phrases(words, "curator")[-2:] == ("тьютор", "ментор")


def test_towns_and_legal_forms_are_open_lists(with_words: Assemble) -> None:
    words = words_of(
        with_words(
            places="regions:\n- name: Томская область\n  towns: [Самусь]\n",
            organisations="legal_forms:\n- {abbreviation: МБНОУ, name: муниципальное нетиповое учреждение, kind: lyceum}\n",
        )
    )
    (region,) = (region for region in words.places.regions if region.name == "Томская область")
    assert ("Самусь" in region.towns, "Томск" in region.towns) == (True, True)
    assert words.organisations.legal_forms[-1].abbreviation == "МБНОУ"


def test_days_of_a_term_are_the_regions(with_words: Assemble) -> None:
    calendar = """\
terms:
- {phrases: [каникулы осенью, осенние каникулы], from: Y-10-01, to: Y-10-07}
- {phrases: [школьная ярмарка], from: Y-09-20, to: Y-09-25}
numbered_terms:
- phrases: [триместр]
  parts:
  - {from: Y-09-01, to: Y-11-30}
  - {from: Y-12-01, to: N-02-28}
"""
    words = words_of(with_words(calendar=calendar)).calendar
    (autumn,) = (term for term in words.terms if "осенние каникулы" in term.phrases)
    assert (autumn.from_, autumn.to, autumn.due) == ("Y-10-01", "Y-10-07", "Y-10-24")
    assert words.terms[-1].phrases == ("школьная ярмарка",)
    (thirds,) = (term for term in words.numbered_terms if term.phrases == ("триместр",))
    assert [part.to for part in thirds.parts] == ["Y-11-30", "N-02-28"]
    assert len(words.numbered_terms) == len(load().calendar.numbered_terms)


def test_order_and_single_values_are_the_regions(with_words: Assemble) -> None:
    words = words_of(
        with_words(
            activities="activities:\n- code: study_regulations\n  stages: [matching, completion]\n", review="lines: {deadline: 42}\n"
        )
    )
    assert words.activities.activities[0].stages == ("matching", "completion")
    assert (words.review.lines.deadline, words.review.lines.stage) == (42, load().review.lines.stage)


def test_empty_file_adds_nothing(with_words: Assemble) -> None:
    assert words_of(with_words(roles="# пока пусто\n")).sha256 == load().sha256


# ------------------------------------------------------------ what moves


def test_phrase_moves_to_the_regions_meaning(with_words: Assemble) -> None:
    built = with_words(roles="roles:\n- code: mentor\n  phrases: [Завуч]\n")
    words = words_of(built)
    assert ("Завуч" in phrases(words, "mentor"), "завуч" in phrases(words, "deputy_head")) == (True, False)
    (move,) = built.moves
    assert (move.phrase, move.before, move.after, move.spot.line) == ("Завуч", "deputy_head", "mentor", 3)


def test_phrase_moves_between_the_lists_of_the_calendar(with_words: Assemble) -> None:
    words = words_of(with_words(calendar="throughout: [регулярно]\n")).calendar
    assert ("регулярно" in words.throughout, "регулярно" in words.ongoing) == (True, False)


def test_role_and_area_of_one_name_stay_both(with_words: Assemble) -> None:
    built = with_words(roles="roles:\n- code: all_staff\n  phrases: [безопасность]\n")
    assert built.moves == []
    assert any("безопасность" in area.phrases for area in words_of(built).roles.areas)


def test_merge_changes_neither_of_its_files() -> None:
    base = read("roles:\n- code: a\n  phrases: [один, два]\n- code: b\n  phrases: [три]\n", "vocab/roles.yaml").node
    extra = read("roles:\n- code: b\n  phrases: [два]\n", "roles.yaml").node
    before = base.plain
    merged = merge("roles", base, extra)
    assert merged.node.plain == {"roles": [{"code": "a", "phrases": ["один"]}, {"code": "b", "phrases": ["три", "два"]}]}
    assert (base.plain, extra.plain) == (before, {"roles": [{"code": "b", "phrases": ["два"]}]})


# ------------------------------------------------------------ a copy of it all


def test_copy_is_the_same_vocabulary(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(builtin_folder(), tmp_path / "copy"))
    words = load(copy)
    assert (words.sha256, words.additions) == (load().sha256, tuple(f"{name}.yaml" for name in FILES))


def test_copy_with_a_phrase_at_another_code(tmp_path: Path) -> None:
    roles = Path(shutil.copytree(builtin_folder(), tmp_path / "copy")) / "roles.yaml"
    text = roles.read_text("utf-8").replace("  - завуч\n", "").replace("  - наставник\n", "  - наставник\n  - завуч\n")
    roles.write_text(text, encoding="utf-8")
    words = load(roles.parent)
    assert ("завуч" in phrases(words, "mentor"), "завуч" in phrases(words, "deputy_head")) == (True, False)


def test_phrase_deleted_in_a_copy_stays(tmp_path: Path) -> None:
    roles = Path(shutil.copytree(builtin_folder(), tmp_path / "copy")) / "roles.yaml"
    roles.write_text(roles.read_text("utf-8").replace("  - завуч\n", ""), encoding="utf-8")
    assert "завуч" in phrases(load(roles.parent), "deputy_head")


# ------------------------------------------------------------ what is refused

FAULTS = {
    "unknown code": (
        "roles",
        "roles:\n- code: mentr\n  phrases: [тьютор]\n",
        2,
        "«mentr» у «code» словарю неизвестно - .*может быть, «mentor»",
    ),
    "far from any code": ("columns", "columns:\n- code: КТО\n  phrases: [кто]\n", 2, "здесь могут стоять: number, stage, activity"),
    "new region": ("places", "regions:\n- name: Томская обл\n  towns: [Самусь]\n", 2, "может быть, «Томская область»"),
    "thirteenth month": ("calendar", "months:\n- {number: 13, phrases: [тринадцатый]}\n", 2, "«13» у «number» словарю неизвестно"),
    "no code": ("roles", "roles:\n- phrases: [тьютор]\n", 2, "не хватает ключа «code»"),
    "unknown key": ("roles", "rolse:\n- code: mentor\n", 1, "неизвестный ключ «rolse»"),
    "not a list": ("roles", "roles:\n- code: mentor\n  phrases: тьютор\n", 3, "у «phrases» должен быть список"),
    "Latin letters": ("roles", "roles:\n- code: mentor\n  phrases:\n  - тьютop\n", 4, "латинские буквы"),
    "two meanings": (
        "roles",
        "roles:\n- code: mentor\n  phrases: [тьютор]\n- code: curator\n  phrases: [тьютор]\n",
        5,
        "уже стоит у «mentor»",
    ),
    "built-in phrase twice": (
        "roles",
        "roles:\n- code: head\n  phrases: [завуч]\n- code: deputy_head\n  phrases: [завуч]\n",
        5,
        "у «head»",
    ),
    "code of another list": ("roles", "deputy_abbreviations:\n  ЗДЦ: ictt\n", 2, "кода «ictt» нет - может быть, «ict»"),
    "stage of no code": ("activities", "activities:\n- code: study_regulations\n  stages:\n  - pool\n", 4, "кода «pool» нет"),
    "new form without a kind": ("organisations", "legal_forms:\n- {abbreviation: Ы, name: ы}\n", 2, "не хватает ключа «kind»"),
    "strange evidence": (
        "review",
        "scores:\n  deadline:\n    whol: 50\n",
        3,
        "решений вида «whol» у «deadline» нет - возьмите одно из: whole",
    ),
    "no YAML": ("roles", "roles: [\n", 2, "не читается как YAML"),
    "control character": ("roles", "roles:\n- code: men\x00tor\n", 2, "служебный знак"),
    "a text for a file": ("roles", "тьютор\n", 1, "должны стоять строки вида «ключ: значение»"),
    "a text for an entry": ("roles", "roles:\n- тьютор\n", 2, "должны стоять строки вида «ключ: значение»"),
}


@pytest.mark.parametrize(("name", "text", "line", "said"), FAULTS.values(), ids=FAULTS)
def test_fault_names_the_file_of_additions_and_the_line(name: str, text: str, line: int, said: str, with_words: Assemble) -> None:
    built = with_words(**{name: text})
    assert built.vocabulary is None
    shown = [str(fault) for fault in built.faults]
    assert any(re.search(rf"{name}\.yaml, строка {line}: .*{said}", one) for one in shown), shown
    assert not any(one.startswith("vocab/") for one in shown)


def test_faults_of_several_files_are_told_at_once(with_words: Assemble) -> None:
    built = with_words(roles="roles:\n- code: mentr\n", stages="stages:\n- code: pool\n")
    assert len(built.faults) == 2


@pytest.mark.parametrize(
    ("name", "advice"), [("role.yaml", "может быть, roles.yaml"), ("roles.yml", "может быть, roles.yaml"), ("мои.yaml", "назовите его")]
)
def test_file_of_an_unknown_name(name: str, advice: str, with_words: Assemble, tmp_path: Path) -> None:
    (tmp_path / name).write_text("roles: []\n", encoding="utf-8")
    (fault,) = with_words().faults
    assert advice in fault.advice


def test_folder_without_words(tmp_path: Path) -> None:
    (tmp_path / "заметки.txt").write_text("тьютор", encoding="utf-8")
    with pytest.raises(VocabularyError, match="нет ни одного файла словаря"):
        load(tmp_path)


def test_folder_that_is_missing_or_a_file(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        load(tmp_path / "нет")
    (tmp_path / "roles.yaml").write_text("", encoding="utf-8")
    with pytest.raises(MissingPathError, match="нужна папка"):
        load(tmp_path / "roles.yaml")


# ------------------------------------------------------------ the hash


def test_hash_is_of_the_words_and_not_of_the_files(with_words: Assemble, tmp_path: Path) -> None:
    one = words_of(with_words(roles="roles:\n- code: curator\n  phrases: [тьютор]\n")).sha256
    other = words_of(with_words(roles="# то же\nroles:\n- phrases:\n  - тьютор\n  code: curator\n")).sha256
    assert one == other != load().sha256
    assert re.fullmatch("[0-9a-f]{64}", one)


@pytest.mark.parametrize(
    "text", ["тьютор", "- список", "ключ: значение", "«да» # нет", "010", "да, и ещё", "'", "", "no", "@ж", "очень " * 60]
)
def test_scalar_reads_back(text: str) -> None:
    assert read(f"a: {scalar(text)} # остальное\n", "x.yaml").node.plain == {"a": text}
