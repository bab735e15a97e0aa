"""What differs between installations of the server and is therefore read from the environment, not written in the program."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

PATH, LISTEN, ORIGINS = "ACTIVERINGSMONITOR_PAD", "ACTIVERINGSMONITOR_LUISTER", "ACTIVERINGSMONITOR_OORSPRONGEN"
SEGMENTS = re.compile(r"[A-Za-z0-9_.~-]+(/[A-Za-z0-9_.~-]+)*")
ORIGIN = re.compile(r"https?://[^/\s,*]+")


class BadInstallation(ValueError):
    """A setting of this installation cannot be used; the message says in Dutch which one and why."""


def base_path(environment: Mapping[str, str] = os.environ) -> str:
    """The path the pages stand under, as `/monitor`; empty at the root of a site. BadInstallation when it is no path."""
    text = environment.get(PATH, "").strip().strip("/")
    if text and (not SEGMENTS.fullmatch(text) or {".", ".."} & {*text.split("/")}):
        raise BadInstallation(f"{PATH}: '{text}' is geen pad. Schrijf bijvoorbeeld: /monitor")
    return f"/{text}" if text else ""


def settings(environment: Mapping[str, str] = os.environ) -> dict[str, str | list[str]]:
    """The Streamlit settings of this installation: path, network address and the origins readers come from, where given.

    BadInstallation when one of them cannot be used: a server that silently listens or answers elsewhere is worse than none.
    """
    found: dict[str, str | list[str]] = {}
    if path := base_path(environment):
        found["server.baseUrlPath"] = path.removeprefix("/")
    if address := environment.get(LISTEN, "").strip():
        found["server.address"] = address
    origins = [text for part in environment.get(ORIGINS, "").split(",") if (text := part.strip().rstrip("/"))]
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise BadInstallation(f"{ORIGINS}: '{origin}' is geen adres. Schrijf bijvoorbeeld: https://monitor.example")
    if origins:
        found["server.corsAllowedOrigins"] = origins
    return found
