"""Numbers as lists write them: 1, I, a, а."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Word's Russian letters leave out those that no list has.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_UNITS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

_LARGEST = 32767
"""The largest number that Word counts to (17.9.25); past it letters and Roman figures would be thousands of signs long."""
_MOST_REPEATS = 30
"""How often Word repeats a letter; past it a number is told in digits."""


def numeral(number: int, form: str) -> str:
    """A number in one of WordprocessingML's forms; a form that is not known counts in digits."""
    if form == "none":
        return ""
    if number < 1:
        return str(number)
    return _numeral(number, form)


def _numeral(number: int, form: str) -> str:
    if number > _LARGEST:
        return str(number)
    match form:
        case "lowerRoman" | "upperRoman":
            return _cased(_roman(number), form)
        case "lowerLetter" | "upperLetter":
            return _cased(_letter(number, _LATIN), form)
        case "russianLower" | "russianUpper":
            return _cased(_letter(number, _RUSSIAN), form)
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _cased(text: str, form: str) -> str:
    return text.upper() if "upper" in form.lower() else text


def _letter(number: int, alphabet: str) -> str:
    """The letter, doubled after the alphabet's first round, and so on: z, aa, bb."""
    rounds, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (rounds + 1) if rounds < _MOST_REPEATS else str(number)


def _roman(number: int) -> str:
    text = ""
    for size, sign in _ROMAN + _ROMAN_UNITS:
        count, number = divmod(number, size)
        text += sign * count
    return text
