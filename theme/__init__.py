"""The theme as a package: Material overrides, article templates, styles (shipped inside the wheel)."""
