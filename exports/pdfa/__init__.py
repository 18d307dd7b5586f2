"""PDF/A-1b (ISO 19005-1), the form in which archives keep a PDF: how it is marked, checked and written.

A PDF goes through `marking.mark`, then `checking.problems`; if there are any, through `marking.unmark`; then
`marking.save`. A paper that is written from nothing takes its marks from `entries`.
"""
