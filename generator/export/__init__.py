"""A changeset outside the site: as words on a terminal, as Markdown, and as data."""
