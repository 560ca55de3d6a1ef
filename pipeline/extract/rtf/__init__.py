"""RTF (Rich Text Format Specification 1.9.1), as Word, WordPad and LibreOffice write it.

tokens       braces, control words, bytes of text
words        what control words mean; `state`: what a group may change
fonts        the code page of each font (`charsets`)
story        one run of paragraphs and tables: the body, a header, a note
tables       rows and merges, for `pipeline.extract.common.grid`
reader       all of it: tokens to stories, which `pipeline.extract.common.layout` makes blocks of
"""
