"""The words of the field: that the built-in ones hold together, and what is said of a fault."""

import shutil
from pathlib import Path

import pytest

from pipeline.normalize.plan.headers import match_heading
from pipeline.normalize.words.activity_types import match_activity
from pipeline.normalize.words.responsibles import read_responsibles
from pipeline.normalize.words.stages import match_stage
from pipeline.vocabulary import builtin_folder, load
from pipeline.vocabulary.assembly import assemble
from pipeline.vocabulary.shapes import Vocabulary

STAGES = [
    "preparation", "mentee_pool", "mentor_pool", "selection_training", "matching", "implementation", "completion", "information_support",
    "monitoring", "dissemination", "other",
]  # fmt: skip
ROLES = [
    "head", "deputy_head", "curator", "mentor", "mentee", "teacher", "methodologist", "senior_educator", "psychologist", "social_educator",
    "subject_lead", "homeroom_teacher", "administration", "working_group", "pedagogical_council", "methodical_council", "trade_union", "hr",
    "secretary", "website_editor", "municipal_authority", "parents", "students", "all_staff", "other",
]  # fmt: skip
AREAS = ["academic", "teaching", "upbringing", "methodical", "facilities", "ict", "safety"]
KINDS = [
    "school", "lyceum", "gymnasium", "kindergarten", "college", "additional_education", "boarding_school", "municipality", "other",
]  # fmt: skip
SCHEMES = ["minpros-2021", "r145-2019", "regional-2020", "other"]
RECURRENCES = ["YEARLY", "HALF_YEARLY", "QUARTERLY", "MONTHLY", "WEEKLY", "DAILY"]
CONDITIONS = ["on_demand", "separate_plan", "per_schedule"]


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return load()


# ------------------------------------------------------------ the built-in words


def test_codes_are_those_of_the_model(words: Vocabulary) -> None:
    assert sorted(stage.code for stage in words.stages.stages) == sorted(STAGES)
    assert sorted(role.code for role in words.roles.roles) == sorted(ROLES)
    assert sorted(area.code for area in words.roles.areas) == sorted(AREAS)
    assert sorted(kind.code for kind in words.organisations.kinds) == sorted(KINDS)
    assert [scheme.code for scheme in words.schemes.schemes] == SCHEMES
    assert [entry.code for entry in words.calendar.recurrences] == RECURRENCES
    assert sorted(entry.code for entry in words.calendar.conditions) == sorted(CONDITIONS)


def test_types_of_activity(words: Vocabulary) -> None:
    codes = [entry.code for entry in words.activities.activities]
    assert (len(codes), len(set(codes))) == (35, 35)


def test_stages_that_others_name_exist(words: Vocabulary) -> None:
    named = {stage for entry in words.activities.activities for stage in entry.stages}
    named |= {stage.code for scheme in words.schemes.schemes for stage in scheme.stages}
    named |= {code for scheme in words.schemes.schemes for step in scheme.crosswalk for code in (step.from_, *step.to)}
    assert named <= set(STAGES)


def test_a_crosswalk_leads_every_stage_of_its_scheme_into_the_first_scheme(words: Vocabulary) -> None:
    first, *others = (scheme for scheme in words.schemes.schemes if scheme.stages)
    targets = {stage.code for stage in first.stages}
    for scheme in others:
        assert [step.from_ for step in scheme.crosswalk] == [stage.code for stage in scheme.stages]
        assert {code for step in scheme.crosswalk for code in step.to} <= targets


def test_every_region_has_its_capital_among_its_towns(words: Vocabulary) -> None:
    assert len(words.places.regions) == 89
    assert [region.name for region in words.places.regions if region.capital not in region.towns] == []


def test_kinds_of_legal_forms_exist(words: Vocabulary) -> None:
    assert {form.kind for form in words.organisations.legal_forms} <= set(KINDS)


def test_areas_of_abbreviations_exist(words: Vocabulary) -> None:
    assert set(words.roles.deputy_abbreviations.values()) <= set(AREAS)


def test_every_phrase_reads_back_as_its_code(words: Vocabulary) -> None:
    wrong: list[tuple[str, str]] = []
    wrong += [(s.code, phrase) for s in words.stages.stages for phrase in s.phrases if match_stage(phrase, words)[0] != s.code]
    wrong += [(c.code, phrase) for c in words.columns.columns for phrase in c.phrases if match_heading(phrase, words.columns) != c.code]
    wrong += [
        (a.code, phrase) for a in words.activities.activities for phrase in a.phrases if match_activity(phrase, words)[0] != (a.code,)
    ]
    assert wrong == []


def test_every_role_and_area_reads_back_as_its_code(words: Vocabulary) -> None:
    roles = [(role.code, phrase) for role in words.roles.roles for phrase in role.phrases if "/" not in phrase]
    wrong = [(code, phrase) for code, phrase in roles if [found.role for found in read_responsibles(phrase, words.roles)] != [code]]
    areas = [(area.code, f"заместитель директора по {phrase}") for area in words.roles.areas for phrase in area.phrases]
    wrong += [(code, phrase) for code, phrase in areas if [found.area for found in read_responsibles(phrase, words.roles)] != [code]]
    assert wrong == []


# ------------------------------------------------------------ faults

# a text of stages.yaml that stands for a fault: what the message says of it
HEAD = "headings: [этап]\nstages:\n- code: other\n  name: Другое\n  phrases: [прочее]\n"
FAULTS = {
    HEAD + "- code: a\n  name: А\n  phrases: []\n  weight: 5\n": ("строка 9", "неизвестный ключ «weight»"),
    HEAD + "- code: a\n  name: А\n  phrases: []\n  name: Б\n": ("строка 9", "ключ «name» стоит дважды"),
    HEAD + "- code: a\n  name: А\n  phrases: отбор\n": ("строка 8", "у «phrases» должен быть список"),
    HEAD + "- code: a\n  name: А\n": ("строка 6", "не хватает ключа «phrases»"),
    HEAD + "- code: a\n  name: А\n  phrases:\n  - отбор\n  - Прочее\n": ("строка 10", "фраза «Прочее» уже стоит у «other»"),
    HEAD + "- code: a\n  name: А\n  phrases:\n  - отбop\n": ("строка 9", "латинские буквы"),
    HEAD + "- code: a\n  name: А\n  phrases:\n  - отбор.*\n": ("строка 9", "есть знак шаблона"),
    HEAD + "- code: a\n  name: А\n  phrases:\n  - отбор: наставников\n": ("строка 9", "должен быть текст"),
    HEAD + "- code: a\n name: А\n": ("строка 7", "не читается как YAML"),
    "headings: [этап]\n": ("строка 1", "не хватает ключа «stages»"),
    "": ("строка 1", "не хватает ключа «stages»"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(builtin_folder(), tmp_path / "vocab"))


def _message(folder: Path) -> str:
    built = assemble(folder)
    assert built.vocabulary is None
    return "; ".join(map(str, built.faults))


def test_a_copy_loads(folder: Path, words: Vocabulary) -> None:
    assert load(folder).stages.stages == words.stages.stages


@pytest.mark.parametrize("text", FAULTS, ids=[found[1] for found in FAULTS.values()])
def test_a_fault_is_named_with_file_and_line(text: str, folder: Path) -> None:
    (folder / "stages.yaml").write_text(text, encoding="utf-8")
    message = _message(folder)
    line, words_of_fault = FAULTS[text]
    assert f"stages.yaml, {line}: " in message
    assert words_of_fault in message


def test_a_missing_file(folder: Path) -> None:
    (folder / "roles.yaml").unlink()
    assert "roles.yaml, строка 1: файл не найден - верните файл" in _message(folder)


def test_a_file_that_is_not_utf8(folder: Path) -> None:
    (folder / "roles.yaml").write_bytes("roles: [директор]".encode("cp1251"))
    assert "roles.yaml, строка 1: файл сохранён не в UTF-8" in _message(folder)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    (folder / "roles.yaml").unlink()
    (folder / "stages.yaml").unlink()
    message = _message(folder)
    assert ("roles.yaml" in message, "stages.yaml" in message) == (True, True)


def test_scalars_are_text(tmp_path: Path) -> None:
    (tmp_path / "stages.yaml").write_text("stages:\n- code: other\n  phrases: [010, no, on, 2024-09-01, ~, 1e3]\n", encoding="utf-8")
    (other,) = (stage for stage in load(tmp_path).stages.stages if stage.code == "other")
    assert other.phrases[-6:] == ("010", "no", "on", "2024-09-01", "~", "1e3")
