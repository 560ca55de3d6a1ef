"""Texts of activities and their types."""

import pytest

from pipeline.normalize.words.activity_types import match_activity
from pipeline.vocabulary.shapes import Vocabulary

CODES = {
    "Формирование базы данных наставников": ("form_mentor_bank",),
    "Формирование банка наставляемых": ("form_mentee_bank",),
    "Формирование единого банка данных наставляемых школы": ("form_mentee_bank",),
    "Сбор согласий на обработку персональных данных": ("personal_data_consent",),
    "Издание приказа о назначении куратора": ("appoint_curator_team",),
    "приказ о закреплении наставнических пар": ("assign_pairs_order",),
    "Разработка положения о наставничестве": ("approve_regulation",),
    "Разработка и утверждение дорожной карты": ("approve_roadmap",),
    "Проведение родительского собрания": ("inform_participants",),
    "Анкетирование наставников": ("survey_mentors",),
    "Анкетирование наставляемых": ("collect_requests",),
    "Обучение наставников": ("train_mentors",),
    "Размещение информации на сайте школы": ("publicity",),
    "Назначение куратора и разработка дорожной карты": ("appoint_curator_team", "approve_roadmap"),
    "Субботник": (),
    "Экскурсия в музей": (),
    "": (),
}


@pytest.mark.parametrize("text", CODES)
def test_codes(text: str, vocabulary: Vocabulary) -> None:
    assert match_activity(text, vocabulary)[0] == CODES[text]


def test_what_fits_nothing_needs_review(vocabulary: Vocabulary) -> None:
    matches = [match_activity(text, vocabulary)[1] for text in ("Субботник", "Экскурсия в музей")]
    assert [(match.method, match.review) for match in matches] == [("none", True)] * 2


def test_words_that_stand_apart_are_less_sure(vocabulary: Vocabulary) -> None:
    together, apart = (
        match_activity(text, vocabulary)[1].score
        for text in ("формирование базы наставников", "формирование новой базы опытных наставников")
    )
    assert together > apart


@pytest.mark.parametrize("phrase", ["Анкетирование {}", "Формирование базы {}", "Формирование банка данных {}", "Опрос {}"])
def test_mentors_and_mentees_are_never_swapped(phrase: str, vocabulary: Vocabulary) -> None:
    mentors, mentees = (set(match_activity(phrase.format(whom), vocabulary)[0]) for whom in ("наставников", "наставляемых"))
    assert mentors & mentees == set()
