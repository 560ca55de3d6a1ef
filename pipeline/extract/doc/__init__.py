"""DOC: the binary files of Word 6 to 2003, by two programs that read them; the better reading is taken.

libreoffice  the file as DOCX, for the reader of DOCX
fields       what LibreOffice works out anew (today's date) taken out of it again
oxide        the same file by office-oxide, which finds tables that LibreOffice loses
reader       all of it: which of the two readings is the better
"""
