"""`./dev bench NAME [--quick] [--json]`: run one benchmark, show its figures beside their bounds and bars."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

from benchmarks.report import Report, write_page

HERE = Path(__file__).parent


def main() -> int:
    """0 where every bar is held, 1 where one is not, 2 for misuse."""
    names = sorted(path.stem for path in HERE.glob("*.py") if "def run(" in path.read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("name", choices=names)
    parser.add_argument("--quick", action="store_true", help="smaller, within 50 s on 2 cores; writes no page")
    parser.add_argument("--json", action="store_true", help="a last line of JSON")
    given = parser.parse_args()
    report: Report = importlib.import_module(f"benchmarks.{given.name}").run(quick=given.quick)
    report.show()
    if not given.quick:
        write_page(report)
    if given.json:
        sys.stdout.write(json.dumps(report.as_json(), ensure_ascii=False) + "\n")
    return 0 if all(bar.ok for bar in report.bars.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
