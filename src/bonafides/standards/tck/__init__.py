"""Runs folders of the layout of the DMN TCK: models (`*.dmn`) beside their cases (`*-test-*.xml`)."""

from bonafides.standards.tck.run import CaseResult, FolderResult, run_folders

__all__ = ["CaseResult", "FolderResult", "run_folders"]
