"""What steps of remedies do beyond their case: each word a file."""
