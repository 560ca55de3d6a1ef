"""Web pages: saved from a school's site, by Word or by Excel, as HTML or MHTML. Nothing that a page refers to is ever fetched.

tree         bytes to a tree, and what of it a browser shows
grid         the true grid of a table; whether it is one, or the layout of the page
lists        numbers and bullets
walk         the tree from top to bottom, as blocks
reader       all of it, also of the pages in an MHTML file
"""
