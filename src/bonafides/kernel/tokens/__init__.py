"""Status tokens: what a register answered about businesses, signed, usable for minutes only (JWS, RFC 7515, with EdDSA)."""
