"""References: the built-in ones are sound, and a fault of a file is told with its line."""

from pathlib import Path

import pytest

from pipeline import vocabulary
from pipeline.compare.placing import crosswalk
from pipeline.compare.references import builtin_references, load_reference
from pipeline.errors import ReferenceFileError

GOOD = """\
code: ours
name: Наш образец
scheme: minpros-2021
stages:
- code: preparation
  name: Подготовка
  from: Y-08-01
  to: Y-10-01
  activities: [approve_roadmap]
- code: completion
  name: Завершение
  from: N-04-01
  to: N-06-30
"""


@pytest.mark.parametrize("name", builtin_references())
def test_built_in_references_hold_together(name: str) -> None:
    reference, words = load_reference(name), vocabulary.load()
    assert reference.code == name
    scheme = next(scheme for scheme in words.schemes.schemes if scheme.code == reference.scheme)
    assert [stage.code for stage in reference.stages] == [stage.code for stage in scheme.stages]
    for stage in reference.stages:
        assert 0 <= stage.first_day <= stage.last_day <= 395
        assert set(stage.activities) <= {entry.code for entry in words.activities.activities}


def test_every_type_with_a_place_in_the_pattern_is_expected_once_in_order() -> None:
    for path in builtin_references().values():
        starts = [stage.first_day for stage in load_reference(str(path)).stages if not stage.parallel]
        assert starts == sorted(starts)


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert [(stage.first_day, stage.last_day, stage.parallel) for stage in load_reference(str(path)).stages] == [
        (0, 61, False),
        (243, 333, False),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("code: preparation", "code: preparing", "строка 5: кода «preparing» нет"),
        ("code: preparation", "code: other", "строка 5: кода «other» нет"),
        ("[approve_roadmap]", "[approve_roadmaps]", "строка 9: кода «approve_roadmaps» нет"),
        ("[approve_roadmap]", "[approve_roadmap, approve_roadmap]", "строка 9: вид «approve_roadmap» стоит в этапе дважды"),
        ("code: completion", "code: preparation", "строка 10: этап «preparation» назван дважды"),
        ("scheme: minpros-2021", "scheme: minpros-2022", "строка 3: кода «minpros-2022» нет"),
        ("to: Y-10-01", "to: Y-09-31", "строка 8: «Y-09-31» — не день учебного года"),
        ("from: N-04-01", "from: Y-04-01", "строка 12: «Y-04-01» — не день учебного года"),
        ("from: N-04-01", "from: N-08-01", "строка 13: окно кончается (N-06-30) раньше, чем начинается (N-08-01)"),
        ("from: Y-08-01", "from: 1 августа", "строка 7:"),
        ("  name: Подготовка\n", "  name: Подготовка\n  colour: red\n", "строка 7: неизвестный ключ «colour»"),
    ],
)
def test_faults_have_lines(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ReferenceFileError, match="строка") as error:
        load_reference(str(path))
    assert told in str(error.value)


def test_neither_a_code_nor_a_file() -> None:
    with pytest.raises(ReferenceFileError, match="такого файла нет, а встроенные образцы"):
        load_reference("minpros-2020")


def test_the_crosswalk_goes_both_ways() -> None:
    schemes = vocabulary.load().schemes
    here = crosswalk(schemes, load_reference("minpros-2021"))
    assert here["r145-2019", "preparation"] == ("preparation", "information_support")
    there = crosswalk(schemes, load_reference("r145-2019"))
    assert there["minpros-2021", "implementation"] == ("implementation", "matching")
    assert there["minpros-2021", "information_support"] == ("preparation", "completion")
    assert there["regional-2020", "monitoring"] == ("completion",)
