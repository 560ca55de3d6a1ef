"""DOCX: the XML of a Word file, walked as the page shows it.

package      the main part; how parts refer to one another is `pipeline.extract.common.package`
xml          a part as a tree in which revisions, content controls and alternatives are decided
styles       what styles say of the text (`style_part` parses those that are used)
numbering    automatic numbers and bullets
inline       the text of one paragraph, with its `fields`
grid         the grid of a table, for `pipeline.extract.common.grid`
page_parts   which page headers and footers are shown
chunks       documents inside the document: HTML, RTF, DOCX …
asides       objects, diagrams, form fields beside the text
reader       all of it: XML to nodes, which `pipeline.extract.common.layout` makes blocks of
"""
