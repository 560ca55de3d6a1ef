"""How the samples that are not mere text came to be: `python -m tests.make_samples` lays the texts of tests/sample_plans.md out again."""

from tests.make_samples.docx_files import merged_docx, save_docx, sections_docx, two_tables_docx
from tests.make_samples.pdf_files import broken_pdf, months_pdf, register_fonts


def main() -> None:
    """Write all of them."""
    register_fonts()
    save_docx("05_merged_tracked.docx", merged_docx)
    save_docx("06_section_rows.docx", sections_docx)
    broken_pdf("07_broken_by_pages.pdf")
    months_pdf("08_no_stages_landscape.pdf")
    save_docx("09_two_tables.docx", two_tables_docx)


if __name__ == "__main__":
    main()
