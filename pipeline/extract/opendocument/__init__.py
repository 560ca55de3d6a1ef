"""OpenDocument (ODF 1.3, ISO/IEC 26300): texts and spreadsheets, packed or flat.

package      the roots of content and styles (`xml`: names in them)
styles       what styles say of the text
numbering    automatic numbers and bullets
inline       the text of one paragraph
tables       the grid of a table, for `pipeline.extract.common.grid`
nodes        paragraphs, lists and tables of one part, in reading order
text         ODT: nodes to blocks, by `pipeline.extract.common.layout`; page headers and footers
sheets       ODS: sheets for `pipeline.extract.sheets.workbook`
"""
