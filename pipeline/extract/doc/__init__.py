"""DOC: the binary files of Word 6 to 2003, by two programs that read them; the better reading is taken."""
