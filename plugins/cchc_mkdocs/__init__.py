"""The adapter: MkDocs hooks that call the core. Nothing is decided here."""
