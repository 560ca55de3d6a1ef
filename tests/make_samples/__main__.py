"""How the samples that are not mere text came to be: `python -m tests.make_samples` lays the texts of tests/sample_plans.md out again."""

from tests.make_samples.archive import write_zip
from tests.make_samples.docx_files import merged_docx, save_docx, sections_docx, two_tables_docx
from tests.make_samples.odt import write_odt
from tests.make_samples.pdf_files import broken_pdf, months_pdf, no_rules_pdf, register_fonts
from tests.make_samples.rtf import write_rtf
from tests.make_samples.scan import write_scan
from tests.make_samples.sheets import write_csv, write_xlsx
from tests.make_samples.web import write_html
from tests.make_samples.word97 import write_doc


def main() -> None:
    """Write all of them."""
    register_fonts()
    save_docx("05_merged_tracked.docx", merged_docx)
    save_docx("06_section_rows.docx", sections_docx)
    broken_pdf("07_broken_by_pages.pdf")
    months_pdf("08_no_stages_landscape.pdf")
    save_docx("09_two_tables.docx", two_tables_docx)
    write_doc("10_word97.doc")
    write_rtf("11_merged.rtf")
    write_odt("12_lists.odt")
    write_xlsx("13_sheet.xlsx")
    write_html("14_site.html")
    write_csv("15_semicolons.csv")
    no_rules_pdf("16_no_rules.pdf")
    write_scan("17_scan.pdf")
    write_zip("18_archive.zip")


if __name__ == "__main__":
    main()
