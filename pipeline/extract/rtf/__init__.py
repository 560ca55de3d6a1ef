"""RTF (Rich Text Format Specification 1.9.1), as Word, WordPad and LibreOffice write it."""
