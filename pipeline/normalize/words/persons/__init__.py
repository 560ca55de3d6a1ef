"""Names of persons in a line: rules first, and a trained model where words are left that no rule and no dictionary explains.

tokens           the words of a line, as names are read
evidence         how much one word looks like a surname, a name, a patronymic
grammar          the forms of names over words
honoured         after whom schools, streets and methods are called
reading          a line as these rules read it
second_opinion   what a model and the dictionary see beside it
"""

import functools

from pipeline.normalize.words.persons.honoured import follows_work
from pipeline.normalize.words.persons.reading import Name, read, united
from pipeline.normalize.words.persons.second_opinion import all_names, whole_names

__all__ = ["Name", "find_honorary", "find_names", "find_persons"]


def find_persons(text: str) -> list[tuple[int, int]]:
    """Where persons are named in a tidy line: (start, end) in characters, in order. Whom a school or a method is called after is none.

    >>> text = "Широкова Е.Н., заведующий; И.О. Котова, Мельник Анна Петровна"
    >>> [text[start:end] for start, end in find_persons(text)]
    ['Широкова Е.Н.', 'И.О. Котова', 'Мельник Анна Петровна']
    >>> text = "Директор МБОУ СОШ №3 г. Ишима И.И. Попов"
    >>> [text[start:end] for start, end in find_persons(text)]
    ['И.И. Попов']
    >>> find_persons("зам. директора по УВР, МБОУ СОШ № 3 имени Л.И. Золотова, Р.Ф.")
    []
    """
    return list(_persons(text))


@functools.lru_cache(maxsize=20_000)
def _persons(text: str) -> tuple[tuple[int, int], ...]:
    reading = read(text)
    names = united([*reading.names, *whole_names(text, reading)])
    return tuple((name.start, name.end) for name in names if not follows_work(text, name.start))


@functools.lru_cache(maxsize=20_000)
def find_names(text: str, alone: bool = True) -> tuple[Name, ...]:
    """All that may be the name of a person in a line, in order: for hiding names, where one too many does no harm and one too few does.

    alone: also words that are names by themselves, and whatever the model sees; else by the rules only. Honorary names are none.

    >>> [name.surnames for name in find_names("Поручить Ивановой и Широкову А.П. тест Л.С. Выготского, школа имени Ю.А. Гагарина")]
    [('Ивановой',), ('Широкову',), ('Выготского',)]
    """
    reading = read(text)
    return united([*reading.names, *(all_names(text, reading) if alone else [])])


def find_honorary(text: str) -> tuple[Name, ...]:
    """The names in a line that something is called after («имени Ю.А. Гагарина»), in order."""
    return read(text).honorary
