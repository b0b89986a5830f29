"""Records of the national procedure database (Markdown) → procedures."""
