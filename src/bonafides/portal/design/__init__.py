"""The design system: what pages are made of. How it looks is at /styleguide; the words for it are in docs/reference/design.md."""
