"""Plain text: the lines of a file, and the tables that tabs, pipes or separators tell."""
