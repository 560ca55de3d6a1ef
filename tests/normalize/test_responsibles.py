"""Lines of the column of responsibles, and the roles, areas and persons in them."""

import pytest

from pipeline.normalize.words.responsibles import read_responsibles, reads_wholly
from pipeline.vocabulary.shapes import Vocabulary

ROLES = {
    "head": ("Директор", "директор школы", "Директор ОО", "Заведующий", "заведующая ДОУ", "И.о. директора", "Заведующий МБДОУ № 18"),
    "deputy_head": ("Заместители директора", "зам. директора", "Зам директора", "замдиректора", "завуч", "заместитель заведующего"),
    "curator": ("куратор", "Куратор программы наставничества", "Координатор", "куратор реализации программы наставничества"),
    "mentor": (
        "Наставники",
        "учителя-наставники",
        "педагог-наставник",
        "педагог – наставник",
        "студент-наставник",
        "наставники (по согласованию)",
    ),
    "mentee": ("Наставляемые", "молодые специалисты", "Молодой учитель", "вновь прибывшие педагоги"),
    "teacher": ("педагоги", "учителя-предметники", "Учитель начальных классов", "воспитатели", "Преподаватели", "педагоги ОУ"),
    "methodologist": ("Методист", "старший методист", "методист ИМЦ"),
    "senior_educator": ("Старший воспитатель", "ст. воспитатель"),
    "psychologist": ("педагог-психолог", "Педагоги-психологи", "психолог", "Педагог - психолог"),
    "social_educator": ("социальный педагог", "Социальные педагоги"),
    "subject_lead": ("руководители ШМО", "Руководитель МО", "рук. ШМО", "зав. кафедрой", "руководитель методического объединения"),
    "homeroom_teacher": ("Классные руководители", "кл. рук.", "Кл.рук. 5-9 классов", "кл. руководители"),
    "administration": ("администрация", "Администрация школы"),
    "working_group": ("рабочая группа", "Члены рабочей группы"),
    "pedagogical_council": ("Педагогический совет", "педсовет"),
    "methodical_council": ("методический совет", "ШМО"),
    "trade_union": ("Профком", "председатель ППО"),
    "hr": ("специалист по кадрам", "Специалист отдела кадров"),
    "secretary": ("секретарь", "делопроизводитель"),
    "website_editor": ("Ответственный за сайт", "администратор сайта"),
    "municipal_authority": ("Управление образования", "муниципальный куратор"),
    "parents": ("родители", "Родители (законные представители)"),
    "students": ("обучающиеся", "учащиеся 10-11 классов", "Совет обучающихся"),
    "all_staff": ("Все участники", "педагогический коллектив"),
    "other": (
        "Педагог-организатор",
        "учитель-логопед",
        "Совет школы",
        "звездочёт",
        "педагог дополнительного образования",
        "Старшая вожатая",
    ),
}

AREAS = {
    "academic": ("Заместитель директора по УВР", "зам.директора по УВР", "ЗДУВР", "заместитель директора по учебно-воспитательной работе"),
    "teaching": ("зам. директора по УР", "заместитель директора по учебной работе"),
    "upbringing": ("Зам. дир. по ВР", "завуч по ВР", "ЗДВР", "заместитель директора по воспитательной работе"),
    "methodical": (
        "зам. директора по НМР",
        "Зам. директора по УМР",
        "заместитель директора по научно-методической работе",
        "заместитель заведующего по ВМР",
    ),
    "facilities": ("Зам. директора по АХЧ", "заместитель директора по административно-хозяйственной работе"),
    "ict": ("зам. директора по ИКТ",),
    "safety": ("зам директора по безопасности",),
    None: ("заместитель директора", "заместитель директора по инновационной деятельности"),
}

# line: role, area, person of each
LINES = {
    "Директор, заместители директора": [("head", None, None), ("deputy_head", None, None)],
    "директор; завуч": [("head", None, None), ("deputy_head", None, None)],
    "директор/завуч": [("head", None, None), ("deputy_head", None, None)],
    "Куратор и наставники": [("curator", None, None), ("mentor", None, None)],
    "Наставники Наставляемые": [("mentor", None, None), ("mentee", None, None)],
    "наставники, звездочёт": [("mentor", None, None), ("other", None, None)],
    "зам. директора по УР, ВР": [("deputy_head", "teaching", None), ("deputy_head", "upbringing", None)],
    "зам. директора по УВР и ВР": [("deputy_head", "academic", None), ("deputy_head", "upbringing", None)],
    "ЗДВР, классные руководители": [("deputy_head", "upbringing", None), ("homeroom_teacher", None, None)],
    "Зам директора по УВР, наставники, руководители МО": [
        ("deputy_head", "academic", None), ("mentor", None, None), ("subject_lead", None, None),
    ],
    "Родители обучающихся": [("parents", None, None)],
    "Наставники молодых специалистов": [("mentor", None, None)],
    "классный руководитель наставляемого": [("homeroom_teacher", None, None)],
    "руководитель МО учителей начальных классов": [("subject_lead", None, None)],
    "Школа молодого педагога": [("other", None, None)],
    "учитель математики, учитель физики": [("teacher", None, None), ("teacher", None, None)],
    "Зимина А.А., Ветров Б.Б.": [("other", None, "Зимина А.А."), ("other", None, "Ветров Б.Б.")],
    "Директор Зимина А.А., куратор Ветров Б.Б.": [("head", None, "Зимина А.А."), ("curator", None, "Ветров Б.Б.")],
    "Зимина А.А. – директор, Ветров Б.Б. – завуч": [("head", None, "Зимина А.А."), ("deputy_head", None, "Ветров Б.Б.")],
    "Зимина А.А., директор, Ветров Б.Б., завуч": [("head", None, "Зимина А.А."), ("deputy_head", None, "Ветров Б.Б.")],
    "Зам.директора по УМР Зимина А.А.": [("deputy_head", "methodical", "Зимина А.А.")],
    "Директор (Зимина А.А.)": [("head", None, "Зимина А.А.")],
    "Директор МБОУ СОШ № 3 Зимина А.А.": [("head", None, "Зимина А.А.")],
    "учитель математики Ветров Б.Б.": [("teacher", None, "Ветров Б.Б.")],
    "Ответственный: Ветров Б.Б.": [("other", None, "Ветров Б.Б.")],
    "зам. директора по УВР, куратор Зимина А.А.": [("deputy_head", "academic", None), ("curator", None, "Зимина А.А.")],
}  # fmt: skip

NO_ROLE = ("в течение года", "сентябрь", "9 класс", "по плану", "наставничество", "педагогика", "директива", "родительское собрание")


@pytest.mark.parametrize("role", ROLES)
def test_role(role: str, vocabulary: Vocabulary) -> None:
    found = {text: [value.role for value in read_responsibles(text, vocabulary.roles)] for text in ROLES[role]}
    assert found == {text: [role] for text in ROLES[role]}


@pytest.mark.parametrize("area", AREAS)
def test_area_of_a_deputy(area: str | None, vocabulary: Vocabulary) -> None:
    found = {text: [(value.role, value.area) for value in read_responsibles(text, vocabulary.roles)] for text in AREAS[area]}
    assert found == {text: [("deputy_head", area)] for text in AREAS[area]}


@pytest.mark.parametrize("text", LINES)
def test_several_in_a_line(text: str, vocabulary: Vocabulary) -> None:
    found = read_responsibles(text, vocabulary.roles)
    assert [(value.role, value.area, value.person) for value in found] == LINES[text]


@pytest.mark.parametrize("text", ["-", "—", "", " ", "...", " – "])
def test_a_dash_says_nothing(text: str, vocabulary: Vocabulary) -> None:
    assert read_responsibles(text, vocabulary.roles) == ()


@pytest.mark.parametrize("text", NO_ROLE)
def test_what_nobody_knows_is_other(text: str, vocabulary: Vocabulary) -> None:
    assert [(value.role, value.text) for value in read_responsibles(text, vocabulary.roles)] == [("other", text)]


@pytest.mark.parametrize("text", [text for texts in ROLES.values() for text in texts] + list(LINES))
def test_no_letter_is_lost(text: str, vocabulary: Vocabulary) -> None:
    """Every word of the line is in the text of a value; «и» between two of them apart."""
    said = " ".join(value.text for value in read_responsibles(text, vocabulary.roles))
    wanted = [
        word
        for word in text.replace(".", " ").replace(",", " ").replace("/", " ").replace(";", " ").split()
        if word.isalpha() and word != "и"
    ]
    assert [word for word in wanted if word not in said] == []


def test_a_whole_line_of_roles(vocabulary: Vocabulary) -> None:
    texts = (
        "Директор, куратор",
        "зам. директора по УВР Зимина А.А.",
        "наставники и наставляемые",
        "Подготовка приказа директора",
        "сентябрь",
        "",
    )
    assert [reads_wholly(text, vocabulary.roles) for text in texts] == [True, True, True, False, False, False]
