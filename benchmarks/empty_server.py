"""Serves the empty page with the monitor's own settings: `python -m benchmarks.empty_server --port N`."""

from __future__ import annotations

import argparse
from pathlib import Path

import streamlit as st

from dashboard import installation
from dashboard.server import SETTINGS

app = st.App(Path(__file__).parent / "empty_app.py")

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    app.run(config=SETTINGS | installation.settings() | {"server.port": parser.parse_args().port})
