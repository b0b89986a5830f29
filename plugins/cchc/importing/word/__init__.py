"""Word files (.docx) → paragraphs, tables, pictures."""
