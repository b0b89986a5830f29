"""Spreadsheets (.xlsx, .csv) → procedures, documents, replies, indices, schools."""
