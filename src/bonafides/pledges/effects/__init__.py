"""What the steps of a pledge do beyond its case: each effect a file, named in the packs by one word."""
