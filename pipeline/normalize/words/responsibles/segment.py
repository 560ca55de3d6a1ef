"""The tokens between two separators to those whom they name: where each begins, what he answers for, what about it is doubtful.

Words before the first and between two belong to their neighbours: «куратор школы», «и их наставники». A role that depends on
another word is none of its own: «совет наставников», «родители обучающихся», «секретарь педсовета».
"""

from collections.abc import Sequence

from pipeline.morphology import can_be_genitive, can_be_nominative, is_adjective, is_instrumental, is_participle, is_plural
from pipeline.normalize.words.responsibles.elements import DEPUTY, HEAD, OTHER, TERRITORIAL, Doubt, Element
from pipeline.normalize.words.responsibles.lexicons import ambiguous
from pipeline.normalize.words.responsibles.tokens import Token
from pipeline.vocabulary.shapes import Roles

_SILENT = frozenset({"own", "fillers", "topic", "territories", "joiners", "acting", "members"})
_TELLING = frozenset({"word", "role", "area", "members", "topic"})
_OF_SOMEBODY = frozenset(
    {
        "teacher", "mentor", "mentee", "methodologist", "senior_educator", "psychologist", "social_educator", "subject_lead",
        "homeroom_teacher", "methodical_council", "parents", "students", "all_staff", TERRITORIAL, OTHER,
    }
)  # fmt: skip
"""Roles that stay what they are, whose subject, pupil or district is named behind: «учитель математики»."""
_BODIES = frozenset(
    {
        "administration", "working_group", "pedagogical_council", "methodical_council", "trade_union", "parents", "students", "all_staff",
        TERRITORIAL, OTHER,
    }
)  # fmt: skip
"""Whoever has members: «члены педсовета»."""

_PREPOSITIONS = frozenset({("от",), ("из",), ("из", "число"), ("для",), ("при",), ("у",), ("в",), ("на",), ("к",), ("за",), ("по",)})
_IN_PROGRAMME = frozenset({"mentor", "mentee", "curator"})
"""«учитель-наставник» is one person, «наставник-наставляемый» are two."""


class Segment:
    """The reading of the tokens between two separators, from left to right."""

    def __init__(self, tokens: Sequence[Token], roles: Roles) -> None:
        self._tokens, self._roles = tokens, roles
        self._found: list[Element] = []
        self._lead: list[Token] = []
        self._is_led = True  # whether the words on the way belong to what comes

    def read(self) -> list[Element]:
        """The elements; none where every word only adds to what stands before («по согласованию», «МБДОУ № 18»)."""
        for at, token in enumerate(self._tokens):
            if token.kind == "person":
                self._begin(token, Element(token.start, person=token.text))
            elif token.kind == "role":
                self._take_role(at, token)
            elif token.kind == "area":
                self._take_area(at, token)
            else:
                self._take_word(at, token)
        self._close()
        return self._found

    # ------------------------------------------------------------ roles

    def _take_role(self, at: int, token: Token) -> None:
        if self._found and token.hyphened and self._tokens[at - 1].kind == "role" and self._found[-1].role not in _IN_PROGRAMME:
            self._found[-1] = self._with_function(self._found[-1], token)
            return
        if not self._begins(at, token):
            self._take_word(at, token)
            return
        doubts: set[Doubt] = {how for how in token.hows if how != "whole"}
        if token.keys in ambiguous(self._roles):
            doubts.add("ambiguous")
        if not token.value:
            doubts.add("unknown")
        before = self._tokens[at - 1].kind if at else ""
        role, many, after = token.value or OTHER, is_plural(token.first), self._tokens[at + 1 : at + 2]
        many = many or bool(after and after[0].kind == "colon")
        self._begin(token, Element(token.start, role, doubts=frozenset(doubts), many=many, tied=before == "dash", depth=token.depth))

    def _with_function(self, element: Element, token: Token) -> Element:
        """«учащиеся-наставники» are mentors: what one is in the programme comes before what one is by profession."""
        if token.value == "mentor":
            return element._replace(role="mentor")
        return element if token.value == element.role else element.doubted("left_over")

    def _begins(self, at: int, token: Token) -> bool:
        """Whether a role begins here, and not a word that depends on the one before."""
        kinds = {one.kind for one in self._lead}
        nouns = [one for one in self._lead if one.kind in {"word", "role", "own", "topic"} and not is_adjective(one.first)]
        nominative, genitive = can_be_nominative(token.first), can_be_genitive(token.first)
        if "acting" in kinds or ("members" in kinds and token.value in _BODIES and not nouns):
            return True
        if nouns or "members" in kinds:
            return nominative and not genitive and not token.is_abbreviation
        if self._is_led:
            return not self._found or self._lead[:1] != self._tokens[at - 1 : at] or nominative or not self._goes_on(at)
        if self._tokens[at - 1].depth < token.depth:
            return True
        if token.is_abbreviation:
            return token.text in self._roles.deputy_abbreviations  # «ЗДУВР» is a person, «ШМО» is not
        is_capital = token.first.istitle()
        return nominative and not self._is_governed(at) and (is_capital or not (genitive and self._is_of_one(at)))

    def _is_governed(self, at: int) -> bool:
        """«координатор от администрации», «наставники из числа педагогов»."""
        return self._tokens[at - 1].keys in _PREPOSITIONS

    def _is_of_one(self, at: int) -> bool:
        """Whether one person or body stands right before: «управление образования администрации», «наставник учителя»."""
        before = self._tokens[at - 1]
        return before.kind == "role" and not is_plural(before.first)

    def _goes_on(self, at: int) -> bool:
        """«наставники молодых и начинающих педагогов»: after «и» one more that depends on the one who is named."""
        return (
            at > 1
            and self._tokens[at - 2].kind in {"role", "word"}
            and self._tokens[at - 2].start != self._found[-1].start
            and (can_be_genitive(self._tokens[at - 2].first) and not can_be_nominative(self._tokens[at - 2].first))
        )

    def _begin(self, token: Token, element: Element) -> None:
        start = self._lead[0].start if self._is_led and self._lead else token.start
        unknown = [one for one in self._lead if one.kind in {"word", "role", "area"}]
        self._found.append((element.doubted("left_over") if unknown else element)._replace(start=start))
        self._lead, self._is_led = [], False

    # ------------------------------------------------------------ areas

    def _take_area(self, at: int, token: Token) -> None:
        """«по УВР», «по учебной, воспитательной и методической работе»; a segment may begin with one that goes on the last."""
        before = [one for one in self._tokens[:at] if one.kind not in {"joiners", "dash"}]
        is_behind = bool(before) and before[-1].kind == "role" and token.is_abbreviation  # «зам. директора УВР»
        follows = bool(before) and (before[-1].kind == "area" or before[-1].keys == ("по",))
        last = self._found[-1] if self._found else None
        if last and last.role and (follows or last.areas or (is_behind and last.role == DEPUTY)):
            doubts: set[Doubt] = {how for how in token.hows if how != "whole"}
            if last.role == HEAD:
                doubts.add("ambiguous")  # «директор по ВР»: most likely a deputy
            self._found[-1] = last._replace(areas=(*last.areas, token.value), doubts=last.doubts - {"ambiguous"} | doubts)
            self._lead, self._is_led = [], False
        elif not self._found and all(one.keys == ("по",) or one.kind == "joiners" for one in self._lead):
            self._found.append(Element(self._lead[0].start if self._lead else token.start, areas=(token.value,), depth=token.depth))
            self._lead, self._is_led = [], False
        elif self._found and not self._found[-1].role and self._found[-1].areas:
            self._found[-1] = self._found[-1]._replace(areas=(*self._found[-1].areas, token.value))
        else:
            self._take_word(at, token)

    # ------------------------------------------------------------ other words

    def _take_word(self, at: int, token: Token) -> None:
        if token.kind == "joiners" and self._found:
            self._close()
            self._is_led = True
        if self._is_led:
            self._lead.append(token)
        elif self._found:
            self._found[-1] = self._with_word(self._found[-1], at, token)

    def _with_word(self, element: Element, at: int, token: Token) -> Element:
        """What a word behind a role makes of it."""
        if token.kind in {"dash", "colon"}:
            return element
        before = self._tokens[at - 1]
        depends = token.first[0].islower() and (can_be_genitive(token.first) or is_instrumental(token.first))
        is_direct = before.kind == "role" and (depends or token.is_abbreviation)
        if element.role == "administration" and token.kind == "territories":
            return element._replace(role=TERRITORIAL, doubts=element.doubts - {"left_over"})
        if is_direct and self._is_headed(element, before) and token.kind in _TELLING and not self._leads_to_own(at):
            return element._replace(role=OTHER).doubted("unknown")
        if token.kind in _SILENT or self._leads_to_own(at) or self._is_name_of_place(at, token):
            return element
        return element if self._is_of_somebody(element, token) else element.doubted("left_over")

    def _is_of_somebody(self, element: Element, token: Token) -> bool:
        """«учитель математики», «воспитатель ГПД», «управление образования Ленинского района»."""
        if element.role not in _OF_SOMEBODY or (token.kind == "word" and is_participle(token.first)):
            return False
        if token.is_abbreviation:
            return True
        is_own = token.value == element.role or (element.role == TERRITORIAL and token.value == "administration")
        is_another = token.kind == "role" and not is_own and can_be_nominative(token.first)
        return can_be_genitive(token.first) and (token.first[0].islower() or element.role == TERRITORIAL) and not is_another

    def _is_headed(self, element: Element, token: Token) -> bool:
        """Whether the role is what it is only with nothing, or with the own organisation behind it: «директор», «заместитель»."""
        return element.role == HEAD or (element.role == DEPUTY and token.keys == ("заместитель",))

    def _leads_to_own(self, at: int) -> bool:
        """«Коскинской средней СОШ»: adjectives before a word of the organisation or of the place."""
        rest = iter(self._tokens[at:])
        return next(
            (token.kind in {"own", "territories"} for token in rest if not (token.kind == "word" and is_adjective(token.first))), False
        )

    def _is_name_of_place(self, at: int, token: Token) -> bool:
        """«г. Ишима», «школа РАН». A surname behind «школы» is none."""
        before = self._tokens[at - 1].kind if at else ""
        return (before == "territories" and token.first[0].isupper()) or (before == "own" and token.is_abbreviation)

    def _close(self) -> None:
        """What is on the way and has begun nobody: of the last one, or somebody whom nobody knows."""
        lead, self._lead = self._lead, []
        words = [one for one in lead if one.kind in _TELLING]
        if not words:
            if not self._found and self._names_an_organisation(lead):
                self._found.append(Element(lead[0].start, doubts=frozenset({"unknown"}), depth=lead[0].depth))
            return
        names_another = any(
            can_be_nominative(one.first) and not is_adjective(one.first) and not can_be_genitive(one.first) for one in words
        )
        if not self._found or (lead[0].kind == "joiners" and names_another):
            self._found.append(Element(lead[0].start, doubts=frozenset({"unknown"}), depth=lead[0].depth))
        elif not self._is_more_of_the_same(lead, words):
            self._found[-1] = self._found[-1].doubted("left_over")

    def _is_more_of_the_same(self, lead: Sequence[Token], words: Sequence[Token]) -> bool:
        """«учитель русского языка и литературы»: after «и» one more word that depends like the one before it."""
        before = self._tokens[self._tokens.index(lead[0]) - 1]
        is_joined = lead[0].kind == "joiners" and before.kind == "word"
        return is_joined and all(self._is_of_somebody(self._found[-1], word) for word in words)

    def _names_an_organisation(self, lead: Sequence[Token]) -> bool:
        """«Управление образования, школы»; the name of the own one, with number or in quotes, goes on what stands before."""
        return any(one.kind in {"own", "acting"} for one in lead) and not any(
            one.kind == "fillers" and not one.keys[0].isalpha() for one in lead
        )
