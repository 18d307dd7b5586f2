"""Inside of the PDF writer: font programs, the operators of a page, and the objects of a file."""
