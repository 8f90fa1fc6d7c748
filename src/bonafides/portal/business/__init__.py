"""Pages of a business, for whoever represents it: its record, who looked, what it must do, and what it sends itself."""
