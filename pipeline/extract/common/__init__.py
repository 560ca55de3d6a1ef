"""What readers of several formats share.

xml, package      an untrusted file: its XML, its parts in a ZIP
lists, numerals   automatic numbers of lists
symbols           characters of symbol fonts
compound          the tables of an OLE file, before a library trusts them
directory         the directory of a ZIP that nobody vouches for
room              how many cells a document may have
grid              rows with merged cells → the true grid of a table
flow, layout      paragraphs and tables as a reader finds them → the blocks of a Document
"""
