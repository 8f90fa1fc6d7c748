"""The server's settings, sized to the machine; written anew at each start with their reasons."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

MB = 2**20

TEMPLATE = """\
# Written by Bona Fides at each start of the server: changes made here are lost.
# Settings of your own: `ALTER SYSTEM SET name = value` (they win over this file).

# The system of record. What was acknowledged survives a power cut.
fsync = on
synchronous_commit = on
full_page_writes = on

# Memory, for {memory} MB. The kernel's cache does the rest, so an eighth, within 256 to 512 MB.
shared_buffers = {shared_buffers}MB
huge_pages = try
effective_cache_size = {effective_cache_size}MB
# Per sort or hash, and a query may have several: enough for the merge of an ingest, harmless times 100.
work_mem = {work_mem}MB
# Index builds and vacuum after a bulk load; few run at once.
maintenance_work_mem = {maintenance_work_mem}MB
# Large POSIX segments need /dev/shm, which containers keep small.
dynamic_shared_memory_type = {shared_memory}
max_connections = 100

# Bulk ingest writes the log in bursts: fewer, longer checkpoints, hence fewer full pages in it.
max_wal_size = {max_wal_size}MB
min_wal_size = 256MB
checkpoint_timeout = 15min
checkpoint_completion_target = 0.9
# Measured on an indexed insert: pglz saves an eighth of the log and costs half as much processor time again.
# lz4 would be cheaper, but not every build can read it back.
wal_compression = off
wal_buffers = 16MB

# Short queries by key: compiling them costs more than it saves. Random reads are cheap on flash.
jit = off
random_page_cost = 1.1

# Append-only tables grow by inserts alone: vacuum still freezes them and keeps index-only scans possible.
autovacuum = on

# Storage is in UTC and messages in English, wherever the server was started.
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] %q%d '
log_checkpoints = off
"""


def configuration(memory: int, shm: int, disk: int) -> str:
    """The text of the settings for a machine with so many MB of memory, of /dev/shm and of free disk."""
    return TEMPLATE.format(
        memory=memory,
        shared_buffers=_within(memory // 8, 256, 512),
        effective_cache_size=max(512, memory // 2),
        work_mem=_within(memory // 512, 4, 32),
        maintenance_work_mem=_within(memory // 32, 64, 512),
        shared_memory="posix" if shm >= 256 else "mmap",
        max_wal_size=_within(disk // 8, 512, 4096),
    )


def write_configuration(data: Path) -> None:
    """Write the settings into the data folder, whose postgresql.conf includes them."""
    free = os.statvfs(data)
    disk = free.f_bavail * free.f_frsize // MB
    (data / "bonafides.conf").write_text(configuration(memory_mb(), _shm_mb(), disk))


def memory_mb() -> int:
    """The memory we may use: the machine's, or less where a container is limited."""
    limits = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    for name in ("memory.max", "memory/memory.limit_in_bytes"):
        with suppress(OSError, ValueError):
            limits.append(int((Path("/sys/fs/cgroup") / name).read_text()))
    return min(limits) // MB


def _shm_mb() -> int:
    try:
        found = os.statvfs("/dev/shm")  # noqa: S108  # asked for its size, not written to
    except OSError:
        return 0
    return found.f_blocks * found.f_frsize // MB


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
