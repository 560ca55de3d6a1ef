"""Spreadsheets: the sheets of a workbook, and what each cell shows."""
