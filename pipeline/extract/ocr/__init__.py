"""Scans: the picture of a page becomes the same `Page` that a PDF with text gives, and the PDF reader does the rest.

picture      pages of PDF files and image files as rasters of one resolution
ink          what is no writing: dark borders of the scanner, stamps and signatures in colour
straighten   the page upright and its lines level
flatten      perspective and bent paper taken out
rules        ruling lines, and the grid of cells that they make (`walls`)
recognise    words of a part of the page, by tesseract; `alphabet` mends those that look the same in two
lines        words to visual lines
page         all of it: raster to Page

All rasters have `SCALE` pixels to the point; places in them are (row, column), places on the `Page` are in points.
"""

import os

# Threads inside a page cost more than they bring, and several processes with threads each fight for the cores.
# The libraries look when they are loaded, so this comes first.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
