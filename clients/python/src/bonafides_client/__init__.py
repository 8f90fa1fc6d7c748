"""Submit records to a Bona Fides register, and read what it publishes.

with Client("https://register.example", token, Key.read(Path("key.pem"))) as register:
    done = register.submit_records("mr-penalties", rows)
"""

from bonafides_client.answers import FeedPage, QuarantinedRow, RecordsTaken, RowOutcome, Submission
from bonafides_client.client import Client
from bonafides_client.errors import RefusedError
from bonafides_client.signing import Key

__all__ = ["Client", "FeedPage", "Key", "QuarantinedRow", "RecordsTaken", "RefusedError", "RowOutcome", "Submission"]
