"""Where the plan is: the tables of a document, their headers, rows over pages, and rows out of visual lines or interleaved text."""
