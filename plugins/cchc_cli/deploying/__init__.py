"""Getting a section onto hosts nobody here controls."""
