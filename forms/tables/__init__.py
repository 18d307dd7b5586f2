"""Tables of older papers: the cells of workbooks, csv files and Word documents, and which field each column is."""
