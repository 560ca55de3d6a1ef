"""Web pages: saved from a school's site, by Word or by Excel, as HTML or MHTML. Nothing that a page refers to is ever fetched."""
