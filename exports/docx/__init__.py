"""Inside of the docx writer: page set-up, styles, the empty package, runs, tables and deterministic zipping."""
