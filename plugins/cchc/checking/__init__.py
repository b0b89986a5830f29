"""Rules across items: what is doubtful, what is missing, what must not be published."""
