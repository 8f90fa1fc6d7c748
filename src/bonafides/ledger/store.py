"""Trees as the database holds them: any tile of any width, and what is needed to go on with one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from bonafides.kernel.merkle.edge import Edge
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import HASH_BYTES, leaf_hashes
from bonafides.kernel.merkle.tiles import ENTRIES, Tile, TileNodes, bundle
from bonafides.kernel.merkle.tree import TILE_WIDTH
from bonafides.ledger.models import LOG

# LATERAL with LIMIT: a leaf is looked up by its number also where the planner has never looked at the table. A join it then
# carries out by reading all leaves for each entry.
_ENTRIES = """
SELECT l.entry FROM ledger_entry e CROSS JOIN LATERAL (SELECT entry FROM acts_leaf WHERE id = e.leaf_id LIMIT 1) l
WHERE e.index >= %s AND e.index < %s ORDER BY e.index
"""
_ROOTS = """
SELECT root FROM ledger_tile WHERE tree = %s AND level = %s AND index >= %s AND index < %s AND width = 256 ORDER BY index
"""
_HASHES = "SELECT hashes FROM ledger_tile WHERE tree = %s AND level = %s AND index = %s AND width >= %s"
# A batch's tree is as large as the end of its last tile.
_SIZE = "SELECT index * 256 + width FROM ledger_tile WHERE tree = %s AND level = 0 ORDER BY index DESC LIMIT 1"


def entries(start: int, end: int) -> list[bytes]:
    """The entries of the log from `start` to `end`, as far as there are any."""
    return _column(_ENTRIES, start, end)


def hashes(tree: int, level: int, start: int, end: int) -> bytes:
    """Hashes of a level that are not in a full tile of it yet, as far as there are any."""
    if level:
        return b"".join(_column(_ROOTS, tree, level - 1, start, end))
    return leaf_hashes(entries(start, end)) if tree == LOG else b""


def edge(tree: int, size: int) -> Edge:
    """The edge of a tree, to go on with it. Raises Refused where the database holds less than that."""
    return Edge.load(size, lambda level, start, end: hashes(tree, level, start, end))


def read_tile(tree: int, tile: Tile) -> bytes | None:
    """The content of a tile, or of a bundle of entries; None where the tree is not that large yet."""
    start, end = tile.index * TILE_WIDTH, tile.index * TILE_WIDTH + tile.width
    if tile.level == ENTRIES:
        found = entries(start, end)
        return bundle(found) if len(found) == tile.width else None
    if stored := _column(_HASHES, tree, tile.level, tile.index, tile.width):
        return stored[0][: tile.width * HASH_BYTES]
    open_hashes = hashes(tree, tile.level, start, end)
    return open_hashes if tile.width < TILE_WIDTH and len(open_hashes) == tile.width * HASH_BYTES else None


def nodes(tree: int, size: int) -> TileNodes:
    """The nodes of a tree of that size, for proofs."""

    def read(path: str) -> bytes:
        found = read_tile(tree, Tile.parse(path))
        if found is None:
            raise Refused(
                f"{path} of tree {tree} is not in the database: bonafides ledger audit names what was changed"
            )
        return found

    return TileNodes(size, read)


def size_of_batch(batch: int) -> int:
    """How many records the tree of a batch holds."""
    with connection.cursor() as cursor:
        cursor.execute(_SIZE, [batch])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def write_tiles(tree: int, tiles: Iterable[tuple[Tile, bytes, bytes]]) -> None:
    """Write tiles with their content and root, in the transaction of the caller."""
    rows = [(tree, tile.level, tile.index, tile.width, content, root) for tile, content, root in tiles]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO ledger_tile (tree, level, index, width, hashes, root) VALUES (%s, %s, %s, %s, %s, %s)",
                rows,
            )


def _column(query: str, *values: int) -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [bytes(row[0]) for row in cursor.fetchall()]
