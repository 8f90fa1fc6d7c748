"""The log of look-ups: who saw what of a business, for which purpose and on which basis; the business reads it itself."""
