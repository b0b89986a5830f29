"""One unit's section: what is inherited, what is public, at which address, on which page."""
