"""The shapes of `vocab/organisations.yaml` and `vocab/places.yaml`."""

from pipeline.document import Frozen
from pipeline.vocabulary.entries import File, Named, Phrases


class LegalForm(Frozen):
    """A legal form: abbreviation, full name, and the kind where no kind word is said."""

    abbreviation: str
    name: str
    kind: str


class Kind(Named):
    """A kind of organisation; head: the noun that an adjective in the name agrees with."""

    head: str


class FormWord(Frozen):
    """A word of a legal form spelt out, its letter in the abbreviation, and whether a form may begin with it."""

    word: str
    letter: str
    owner: bool


class PlaceWord(Frozen):
    """A word for a kind of place: the noun in full, how it is written."""

    name: str
    phrases: Phrases


class LocalityWord(PlaceWord):
    """A word before the name of a town or village; towns: whether the gazetteer is asked for its region."""

    towns: bool


class Organisations(File):
    """organisations.yaml; form_nouns and form_endings: words to letters."""

    legal_forms: tuple[LegalForm, ...]
    form_words: tuple[FormWord, ...]
    form_nouns: dict[str, str]
    form_endings: dict[str, str]
    kinds: tuple[Kind, ...]
    inner: Phrases
    honorary: Phrases
    specialisations: Phrases
    branches: Phrases
    partners: Phrases
    references: Phrases
    localities: tuple[LocalityWord, ...]
    districts: tuple[PlaceWord, ...]
    stressed: Phrases
    settlements: Phrases
    municipal: Phrases


class Region(Frozen):
    """A federal subject, its other spellings, its towns; codes: short forms that other regions may have too («РТ»)."""

    name: str
    phrases: Phrases
    codes: Phrases = ()
    capital: str
    towns: Phrases


class Places(File):
    """places.yaml."""

    regions: tuple[Region, ...]
