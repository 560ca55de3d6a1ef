"""The comparison for people: `report.html`, one file that opens from a mail attachment, and `report.docx` for the official channel.

data       what the page shows, as plain values
page       page.html with style.css and script.js put into it, and the data
timeline   the stages over the school year as a picture
document   the same summary as a DOCX
"""
