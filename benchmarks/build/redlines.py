"""Compute all redlines of a site in this process: `python benchmarks/build/redlines.py SITE DAY`.

Prints how many there are, of texts and not of revisions, and how many seconds it took to compute them.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from generator.compare import compare_revisions
from generator.compare.comparisons import compare_document
from generator.source import load_site


def main() -> None:
    """Compare every document of a site as `polylex build` does."""
    root, day = sys.argv[1:]
    loaded = load_site(Path(root))
    start = time.perf_counter()
    compared = [compare_document(d, date.fromisoformat(day), compare_revisions) for d in loaded.corpus.documents]
    seconds = time.perf_counter() - start
    changesets = {id(c.changeset): c.changeset for document in compared for c in document.all}
    print(sum(len(changeset.texts) for changeset in changesets.values()), seconds)


if __name__ == "__main__":
    main()
