"""Reads a DMN file into a model, or refuses it with every fault.

    read_model(path.read_bytes(), path.name)

It takes bytes and a name, reads nothing else and follows no reference out of the file.
"""

from bonafides.kernel.dmn.read.definitions import read_model

__all__ = ["read_model"]
