"""`python -m dashboard.sample` writes every sample file of `data/sources/voorbeeld` again, byte for byte the same."""

from __future__ import annotations

from dashboard.sample import pod_mi, twe, vdab

WRITERS = (pod_mi.write, *vdab.WRITERS, *twe.WRITERS)


def main() -> None:
    """Write the sample files and name each with its size."""
    for write in WRITERS:
        path = write()
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
