"""Spreadsheets: the sheets of a workbook, and what each cell shows.

xlsx         XLSX to sheets; `drawing`: text boxes over the cells, `page_setup`: headers and footers
xls          XLS to sheets; `records`: what the library leaves in it
shown        a value as its number format shows it
workbook     sheets to blocks, those of ODS (`pipeline.extract.opendocument.sheets`) too
"""
