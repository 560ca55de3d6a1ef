"""Which federal pattern a plan follows."""

from pipeline.normalize.words.schemes import match_scheme
from pipeline.vocabulary.shapes import Vocabulary


def test_stages_as_a_scheme_names_them(vocabulary: Vocabulary) -> None:
    found = {scheme.code: match_scheme([stage.name for stage in scheme.stages], [], vocabulary) for scheme in vocabulary.schemes.schemes}
    assert found == {code: code for code in found}


def test_markers_of_a_scheme(vocabulary: Vocabulary) -> None:
    found = {scheme.code: match_scheme([], scheme.markers, vocabulary) for scheme in vocabulary.schemes.schemes}
    assert found == {code: code for code in found}


def test_no_signs_no_scheme(vocabulary: Vocabulary) -> None:
    assert match_scheme(["Работа с родителями"], ["Субботник", "Экскурсия"], vocabulary) == "other"


def test_one_sign_is_too_few(vocabulary: Vocabulary) -> None:
    assert match_scheme(["Формирование банка наставников"], [], vocabulary) == "other"


def test_as_many_signs_of_two_schemes_tell_nothing(vocabulary: Vocabulary) -> None:
    names = [
        "Формирование банка наставников",
        "Формирование банка наставляемых",
        "Формирование базы наставников",
        "Формирование базы наставляемых",
    ]
    assert match_scheme(names, [], vocabulary) == "other"
