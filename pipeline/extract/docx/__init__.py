"""DOCX: the XML of a Word file, walked as the page shows it."""
