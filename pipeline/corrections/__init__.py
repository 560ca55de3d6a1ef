"""What a person corrected: asked in a workbook, kept by content beside the dataset, and given again by the next run.

decisions   what a roadmap decided, and by which key each decision is found again
questions   the unsure decisions as rows of a workbook; `workbook` writes it, `guide` and `lists` are its other sheets
answers     the rows that a person filled in; `cells` reads one of them, `times` what a date means for a deadline
store       the corrections as lines of a file that people can read
correct     a roadmap with its corrections: a pure function
review      the two commands: a dataset to a workbook, a workbook to corrections
"""
