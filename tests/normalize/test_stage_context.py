"""Stages that only their place and their activities tell."""

from pipeline.model import Activity, Match, Stage
from pipeline.normalize.words.stage_context import in_context
from pipeline.normalize.words.stages import match_stage
from pipeline.vocabulary.shapes import Vocabulary

BEFORE, BEHIND = "Формирование банка наставников", "Организация работы наставнических пар"


def _stages(name: str, codes: tuple[str, ...], vocabulary: Vocabulary) -> list[Stage]:
    activities = tuple(Activity(text=code, codes=(code,), match=Match(method="exact", score=1)) for code in codes)
    found = [(one, *match_stage(one, vocabulary)) for one in (BEFORE, name, BEHIND)]
    return [Stage(name=one, code=code, match=match, activities=activities if one == name else ()) for one, code, match in found]


def test_neighbours_and_activities_that_agree_give_a_code_for_review(vocabulary: Vocabulary) -> None:
    stage = in_context(_stages("Школа мастерства", ("select_mentors", "train_mentors"), vocabulary), vocabulary)[1]
    assert (stage.code, stage.match.method, stage.match.review) == ("selection_training", "context", True)


def test_no_code_where_they_do_not_agree(vocabulary: Vocabulary) -> None:
    plans = [
        ("Школа мастерства", ("publicity", "publicity")),
        ("Школа мастерства", ("train_mentors",)),
        ("Питание", ("train_mentors",) * 3),
    ]
    assert [in_context(_stages(name, codes, vocabulary), vocabulary)[1].code for name, codes in plans] == ["other"] * 3
