"""PDF: characters and ruling lines, put together to lines, cells, tables and paragraphs."""
