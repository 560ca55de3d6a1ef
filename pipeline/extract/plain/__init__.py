"""Plain text: the lines of a file, and the tables that tabs, pipes or separators tell.

encoding     bytes to text, in whatever encoding
delimited    CSV and its kin: a whole file of cells
reader       all other texts: lines, and the tables among them
tabs         tables of a cell to a line, led by tabs
rows         tables of a row to a line, parted by tabs or pipes
grid         tables drawn with characters
embedded     tables of HTML
markup       marks of Markdown and HTML inside a line
"""
