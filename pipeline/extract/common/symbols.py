"""Characters of symbol fonts, whose codes mean pictures of that font."""

_WINGDINGS: dict[int, str] = {
    0x6F: "☐", 0xA8: "☐", 0x71: "☐", 0x72: "☐", 0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0x54: "☒", 0x52: "☑",
    0xFC: "✓", 0xFB: "✗", 0xE0: "→", 0xE8: "→", 0xDF: "←", 0xF0: "→",
}  # fmt: skip
"""Boxes to tick, ticks and arrows: they say something, unlike the bullets that the rest are used as."""


def symbol(font: str, code: str) -> str:
    """The character of a `w:sym`: its own, or a bullet where the code means a picture that says nothing; half a character is «�»."""
    try:
        place = int(code, 16)
        character = chr(place)
    except (ValueError, OverflowError):
        return ""
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    if font.startswith("Wingdings"):
        return _WINGDINGS.get(place & 0xFF, "•")
    return "•" if "\ue000" <= character <= "\uf8ff" else character
