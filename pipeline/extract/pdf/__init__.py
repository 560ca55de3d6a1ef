"""PDF: characters and ruling lines, put together to lines, cells, tables and paragraphs.

pdfium       what is drawn on a page, as a `drawing`, with `pdfium_objects`; `plumber` where pdfium cannot
letters      letters to pieces of words; `unseen`, `stamps`, `annotations`: what does not belong to the text
text_layer   whether the letters are those that a person sees; `scans`: pages to recognise
lines        pieces to words and visual lines
ruling       strokes to ruling lines; `grid`: the tables that they draw; `cells`: the text in these
page         one page taken apart: its tables, and the lines outside
furniture    page headers, footers and page numbers
frames       rules that part no cells, for the tables below
columns      columns that no rules part, in the `regions` where they stand; `row_borders`: where their rows begin
unruled      the tables of such columns; `unruled_rows`: those whose rows the place of the lines tells;
             `cell_paragraphs`: the text of their cells
paragraphs   lines to paragraphs; `blocks`: those outside tables
reader       all of it
"""
