"""What `cchc init` puts into a new project."""
