"""The words of a mention: which are the name, which are places, and where another matter begins.

Word after word from the legal form on. What is in quotes is the name, except places; outside of them it goes on while its words
are of a name, and ends where the line speaks of something else («на 2024 год», «по реализации», a person, another form).
"""

import re

from pipeline.morphology import is_adjective, lemma
from pipeline.normalize.front.legal_forms import find_form
from pipeline.normalize.front.localities import read_bare_town
from pipeline.normalize.front.organisation_mentions import Mention, Named, other_matters
from pipeline.normalize.front.organisation_starts import Start, find_kind, skip_adjectives, wordings
from pipeline.normalize.front.organisation_words import Words
from pipeline.normalize.front.place_parts import Part, Places, read_region_code
from pipeline.normalize.front.places import read_place
from pipeline.normalize.words.persons import find_persons
from pipeline.vocabulary.shapes import Vocabulary

_STOPS = frozenset("на по от для о об к с со за в во из до и утверждать утвердить утверждаю далее год учебный".split())  # noqa: SIM905 - a list of words reads better so
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEHIND_YEARS = frozenset(("летия", "летие", "лет"))


def read_mention(words: Words, start: Start, vocabulary: Vocabulary) -> Mention:
    """The mention that begins there."""
    return _Reader(words, start, vocabulary).read()


class _Reader:
    """Reads one mention; `at` is the token that comes next."""

    def __init__(self, words: Words, start: Start, vocabulary: Vocabulary) -> None:
        self.words, self.start, self.vocabulary = words, start, vocabulary
        self.first = self.at = start.form.end if start.form else start.at
        self.depth, self.opened = 0, -1
        self.is_closed = self.is_named = self.is_honorary = self.is_special = False
        self.name: list[int] = []
        self.kinds: list[Named] = []
        self.places: list[Places] = []
        self.evidence: set[str] = set(start.evidence)
        self.persons = {place for place, _ in find_persons(words.text)}

    def read(self) -> Mention:
        steps = (self._quote, self._end, self._kind, self._place, self._number, self._turn, self._bracket, self._mark, self._word)
        self.is_open = True
        while self.is_open and self.at < len(self.words.tokens):
            next(step for step in steps if step())
        return Mention(self.start, tuple(self.name), tuple(self.kinds), tuple(self.places), self.at, frozenset(self.evidence))

    # Each step says whether the token was its own; it moves on, or ends the mention.

    def _stop(self, evidence: str = "") -> bool:
        self.is_open = False
        self.evidence |= {evidence} if evidence else set()
        return True

    def _keep(self, end: int) -> bool:
        self.name += range(self.at, end)
        self.at = end
        return True

    def _quote(self) -> bool:
        if not self.words.is_quote(self.at):
            return False
        if self.words.opens(self.at):
            self.depth += 1
            self.opened = self.at + 1
        elif not self.depth:
            return self._stop()
        else:
            is_paired = self.words.is_paired and self.words.tokens[self.at].text == "»"
            self.depth = self.depth - 1 if is_paired else 0  # «Детский сад «Журавлик»: one closing quote closes all
            self.is_closed = not self.depth
            self.is_honorary = self.is_special = False
        self.at += 1
        return True

    def _end(self) -> bool:
        """A person, a year, another legal form, a dash before another matter."""
        token = self.words.tokens[self.at]
        if self.at == self.first or self.depth:
            return False
        if token.start in self.persons and not self.is_honorary and not self._begins_honour():
            return self._stop()
        if _YEAR.fullmatch(token.text) and not (self.is_honorary and self._next_is(_BEHIND_YEARS)):
            return self._stop()
        if find_form(self.words, self.at, self.vocabulary) and self.words.tokens[self.at - 1].folded != "при":
            return self._stop()
        return token.is_dashed and not token.is_hyphened and not self._belongs() and self._stop()

    def _begins_honour(self) -> bool:
        return wordings(self.vocabulary.organisations.honorary).longest(self.words, self.at) is not None

    def _is_of_authority(self) -> bool:
        """«Управление образования администрации …»: the word is of its name."""
        is_authority = bool(self.kinds) and self.kinds[0].kind.code == "municipality"
        return is_authority and lemma(self.words.tokens[self.at].folded) == "администрация"

    def _belongs(self) -> bool:
        """Whether a name goes on behind a dash: «МБОУ – СОШ № 5», «городского округа – город Камышин»."""
        goes_on = find_kind(self.words, self.at, self.vocabulary) or read_place(self.words, self.at, self.vocabulary)
        is_number = self.words.tokens[self.at].number is not None
        return bool(goes_on or is_number or skip_adjectives(self.words, self.at, self.vocabulary) > self.at)

    def _kind(self) -> bool:
        found = find_kind(self.words, self.at, self.vocabulary)
        if not found or self.is_special:
            return False
        is_second = bool(self.kinds) and (self.is_named or self.is_closed) and not self.depth
        if is_second and not self.words.tokens[self.at].is_dashed:
            return self._stop("two_kinds")
        if self.kinds and found[1][0].code != self.kinds[0].kind.code and not self.is_honorary:
            self.evidence.add("two_kinds")
        self.kinds.append(Named(*found[1], self.at, found[0]))
        return self._keep(found[0])

    def _place(self) -> bool:
        if self.depth and self.at == self.opened and not self.words.tokens[self.at].text[0].islower():
            return False  # «Ямал», «Кировская школа»: what a quote begins with is the name
        if self._is_of_authority():
            return False
        at = self.at + (self.words.tokens[self.at].folded in {"в", "во"})
        part = read_place(self.words, at, self.vocabulary) if at < len(self.words.tokens) else None
        if part is None and (self.at == self.first or self.places) and not self.depth:
            part = read_region_code(self.words, self.at, self.vocabulary)
        if part is None and self._is_town():
            part = read_bare_town(self.words, self.at, self.vocabulary)
        if part is None or (self._honours() and part.places.region):
            return False
        return self._take(part)

    def _take(self, part: Part) -> bool:
        self.places.append(part.places)
        self.at = part.end
        self.is_honorary = self.is_special = False
        return True

    def _honours(self) -> bool:
        """«Героя Республики Дагестан»: the region is whose hero it is."""
        return self.is_honorary and lemma(self.words.tokens[self.at - 1].folded) == "герой"

    def _is_town(self) -> bool:
        """Whether a town may stand here without «г.»: «СОШ № 5 Сосногорска»."""
        token = self.words.tokens[self.at]
        return (self.is_named or self.is_closed) and not (self.depth or self.is_honorary or token.is_dashed) and token.is_capital

    def _number(self) -> bool:
        token = self.words.tokens[self.at]
        is_bare = token.text.isdigit() and self.at == (self.kinds[-1].end if self.kinds else -1) and len(token.text) < 4
        if token.number is None and not is_bare:
            return False
        if re.match(r"\s*от\s", self.words.text[token.end :]) or (self.is_named and not self.depth and not self.is_honorary):
            return self._stop()
        self.is_named = True
        self.evidence |= {"bare_number"} if is_bare else set()
        return self._keep(self.at + 1)

    def _turn(self) -> bool:
        """«Имени …», «с углубленным изучением …»: what follows is of the name, up to a place."""
        organisations = self.vocabulary.organisations
        if wordings(organisations.branches).longest(self.words, self.at) and not self.depth:
            return self._stop("branch")
        if self._is_of_authority():
            return self._keep(self.at + 1)
        for phrases, is_honour in ((organisations.honorary, True), (organisations.specialisations, False)):
            found = wordings(phrases).longest(self.words, self.at)
            if found:
                self.is_honorary, self.is_special = is_honour, not is_honour
                return self._keep(found[0])
        return False

    def _bracket(self) -> bool:
        if self.words.tokens[self.at].text != "(":
            return False
        end = next((at for at in range(self.at, len(self.words.tokens)) if self.words.tokens[at].text == ")"), None)
        if end is None:
            return self._stop()
        inside = self.words.tokens[self.at + 1 : end]
        part = read_place(self.words, self.at + 1, self.vocabulary) if inside else None
        if part:
            self.places.append(part.places)
            self.at = end + 1
            return True
        describes = all(is_adjective(token.text) and token.text.islower() for token in inside)
        return self._keep(end + 1) if inside and (self.depth or describes) else self._stop()

    def _mark(self) -> bool:
        """A comma may stand before a place."""
        token = self.words.tokens[self.at]
        if token.is_word or token.text[0].isdigit():
            return False
        if self.depth and token.text != "_":
            return self._keep(self.at + 1)
        following = read_place(self.words, self.at + 1, self.vocabulary) if self.at + 1 < len(self.words.tokens) else None
        if token.text not in ",." or not following:
            return self._stop()
        self.at += 1
        return True

    def _word(self) -> bool:
        token = self.words.tokens[self.at]
        if self.depth:
            return self._keep(self.at + 1)
        if self._is_stop():
            return self._stop()
        is_inner = self._is_inner(self.at) or (is_adjective(token.text) and self._is_inner(self.at + 1))  # «комбинированного вида»
        if is_inner or self.is_honorary or self.is_special:
            return self._keep(self.at + 1)
        lead = skip_adjectives(self.words, self.at, self.vocabulary)
        if lead > self.at and not self.is_named and not self.is_closed:
            return self._keep(lead)
        if not token.is_capital:
            return self._stop("" if not self.name and not self.start.form else "cut")
        if self.is_named or self.is_closed:
            self.evidence.add("left_over")
        return self._keep(self.at + 1)

    def _is_stop(self) -> bool:
        token = self.words.tokens[self.at]
        if self._is_inner(self.at) and self._goes_on():
            return False
        if self.is_special and token.folded in {"по", "и", "с", "для"} and self._next_is_adjective():
            return False
        is_small = not token.text.isupper() or self.words.is_shouted
        is_stop = is_small and token.folded in _STOPS and not token.text.endswith(".")
        return is_stop or (token.is_capital and not self.is_honorary and bool(token.forms & other_matters(self.vocabulary)))

    def _is_inner(self, at: int) -> bool:
        return wordings(self.vocabulary.organisations.inner).longest(self.words, at) is not None

    def _next_is(self, words: frozenset[str]) -> bool:
        return self.at + 1 < len(self.words.tokens) and self.words.tokens[self.at + 1].folded in words

    def _goes_on(self) -> bool:
        """«Детей и молодёжи», «имени Кирилла и Мефодия», «при ТПУ»; not «школа № 5 и школа № 7»."""
        following = self.words.tokens[self.at + 1 : self.at + 2]
        if not following or following[0].number:
            return False
        if self._word_is("и"):
            return self.is_honorary if following[0].is_capital else bool(self.kinds)
        return following[0].is_capital or bool(self.kinds)

    def _word_is(self, word: str) -> bool:
        return self.words.tokens[self.at].folded == word

    def _next_is_adjective(self) -> bool:
        return self.at + 1 < len(self.words.tokens) and is_adjective(self.words.tokens[self.at + 1].text)
