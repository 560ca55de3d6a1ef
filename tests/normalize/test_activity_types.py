"""Texts of activities and their types."""

import pytest

from pipeline.normalize.words.activity_types import match_activity, match_item
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


APART = {
    "Формирование банка данных наставников": "apart",
    "Обучение и консультирование наставников": "apart",
    "Анкетирование среди потенциальных наставников": "together",
    "Отчёт кураторов и наставников о работе": "apart",
    "Анализ сильных сторон реализации программы наставничества": "apart_far",
    "Формирование архива фотографий и базы мудрых советов наставников": "action_left",
}


@pytest.mark.parametrize("text", APART)
def test_only_words_that_say_nothing_stand_safely_between(text: str, vocabulary: Vocabulary) -> None:
    assert match_activity(text, vocabulary)[1].evidence == APART[text]


@pytest.mark.parametrize("phrase", ["Анкетирование {}", "Формирование базы {}", "Формирование банка данных {}", "Опрос {}"])
def test_mentors_and_mentees_are_never_swapped(phrase: str, vocabulary: Vocabulary) -> None:
    mentors, mentees = (set(match_activity(phrase.format(whom), vocabulary)[0]) for whom in ("наставников", "наставляемых"))
    assert mentors & mentees == set()


# text, and the sentence above it: codes
WORDINGS = {
    ("Изучить письмо о наставничестве", None): ("study_regulations",),
    ("Изучение приказа «Об утверждении положения о наставничестве»", None): ("study_regulations",),
    ("Приказ «Об утверждении положения о наставничестве»", None): ("approve_regulation",),
    ("Обучение и консультирование наставников", None): ("train_mentors", "consult_mentors"),
    ("Создание реестра наставников и наставляемых", None): ("form_mentor_bank", "form_mentee_bank"),
    ("Сбор согласий на обработку персональных данных наставников", None): ("personal_data_consent",),
    ("Формирование базы наставляемых из числа педагогов", None): ("form_mentee_bank",),
    ("Мониторинг эффективности реализации персонализированных программ наставничества", None): ("monitor_quality",),
    ("Публикация лучших практик наставничества на сайте", None): ("practice_bank", "publicity"),
    ("Фомирование банка настав ников", None): ("form_mentor_bank",),
    ("Тренинг «Первая беседа» для наставников", None): ("train_mentors",),
    ("занятие «Анализ урока»", "Обучение наставников"): ("train_mentors",),
    ("личной удовлетворенности участием", "Проведение мониторинга"): ("monitor_satisfaction",),
    ("Обновление раздела «Организация питания» на сайте школы", None): (),
    ("Разработка дорожной карты по переходу на ФГОС", None): (),
    ("Размещение информации на сайте", "Информирование выпускников о порядке проведения ГИА"): (),
    ("Получение письменных согласий педагогов на выполнение обязанностей наставника", None): ("mentor_agreement_payment",),
    ("Сбор письменных согласий родителей на обработку персональных данных", None): ("personal_data_consent",),
    ("Анкетирование учителей, изъявивших желание стать наставниками", None): ("survey_mentors",),
    ("Анкетирование учителей, имеющих стаж до 3 лет", None): ("collect_requests",),
    ("Собеседование с вновь принятыми учителями о запросах", None): ("collect_requests",),
    ("Собеседование с опытными учителями", None): ("survey_mentors",),
    ("ШМП: «Современный урок»", None): ("mentee_events",),
    ("Организация псих.-пед. сопровождения наставляемых", None): ("psych_support",),
    ("Промежуточный отчёт наставников о ходе реализации программ", None): ("interim_control",),
    ("Отчёт наставников о проделанной работе", None): ("summarize_results",),
    ("Публикации ко Дню наставника на сайте", None): ("publicity",),
    ("Чествование наставников в День наставника", None): ("reward_mentors",),
    ("Размещение положения о наставничестве, дорожной карты, приказов на сайте ОО", None): ("publicity",),
    ("Назначение кураторов внедрения целевой модели в школах и учреждениях дополнительного образования", None): ("appoint_curator_team",),
    ("Развитие дополнительного образования в школе", None): (),
    ("Анализ эффективности реализации программы наставничества", None): ("monitor_quality",),
    ("Анализ реализации программы наставничества", None): ("summarize_results",),
    ("Встреча-знакомство наставников и наставляемых", None): ("match_meeting",),
    ("Знакомство наставника с наставляемым", None): ("pair_meetings",),
}


@pytest.mark.parametrize(("text", "lead"), WORDINGS)
def test_wordings(text: str, lead: str | None, vocabulary: Vocabulary) -> None:
    assert match_item(text, lead, vocabulary)[0] == WORDINGS[text, lead]


def test_what_names_no_subject_is_sure_only_in_a_plan_of_mentoring(vocabulary: Vocabulary) -> None:
    scores = [match_item("Подведение итогов", None, vocabulary, plan)[1].score for plan in ("open", "own")]
    assert scores[0] < scores[1]


@pytest.mark.parametrize("text", ["Обновление информации о вакансиях на сайте школы", "Рассказ о работе наставнических пар"])
def test_thin_evidence_goes_to_review(text: str, vocabulary: Vocabulary) -> None:
    assert match_item(text, None, vocabulary)[1].review
