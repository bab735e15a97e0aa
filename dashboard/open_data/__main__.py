"""Writes what others may reuse of `data/`: `python -m dashboard.open_data`. A test holds the files equal to it."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.open_data import DATA, parts
from dashboard.open_data.dcat import catalog
from dashboard.open_data.package import package


def files() -> dict[Path, str]:
    """Every file of the publication with its content."""
    found = {DATA / part.pad: part.rijen.to_csv(index=False, lineterminator="\n") for part in parts() if part.copied}
    documents = {DATA / "datapackage.json": package(), DATA / "dcat.jsonld": catalog()}
    return found | {
        path: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for path, content in documents.items()
    }


def main() -> None:
    """Write them, and say how many tables and files are published."""
    for path, content in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
        print(path.relative_to(DATA.parent))


if __name__ == "__main__":
    main()
