"""The Merkle log (RFC 6962) and its C2SP formats: tiles, signed checkpoints, cosignatures, receipts."""
