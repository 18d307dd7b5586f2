"""Paper: from frozen records to docx, PDF and the submission folder."""
