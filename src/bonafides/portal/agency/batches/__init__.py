"""Files of the agency: how far each is taken in, what of it is in quarantine, and the rows mended and sent again."""
