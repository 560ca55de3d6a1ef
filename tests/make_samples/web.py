"""The sample from a school's site: a page as its editor left it, in windows-1251."""

from tests.make_samples.texts import SAMPLES, texts_of


def write_html(file: str) -> None:
    """Write the page as it stands in the plans, with the line ends of Windows."""
    (SAMPLES / file).write_bytes(texts_of(file)["page"].replace("\n", "\r\n").encode("cp1251"))
