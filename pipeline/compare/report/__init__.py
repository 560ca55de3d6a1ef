"""The comparison for people: `report.html`, one file that opens from a mail attachment, and `report.docx` for the official channel.

data       what the page shows, as plain values
plan_rows  the rows behind its figures, what changed, what is shared
grouped    groups instead of plans, where there are too many
overview   the figures of several datasets side by side
page       page.html with style.css, script/*.js and the data put into it
timeline   the stages over the school year as a picture
document   the same summary as a DOCX
"""
