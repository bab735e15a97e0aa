"""What differs between installations of the server and is therefore read from the environment, not written in the program."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, MutableMapping

from dashboard.settings import BadSetting

PATH, LISTEN, ORIGINS = "ACTIVERINGSMONITOR_PAD", "ACTIVERINGSMONITOR_LUISTER", "ACTIVERINGSMONITOR_OORSPRONGEN"
SEGMENTS = re.compile(r"[A-Za-z0-9_.~-]+(/[A-Za-z0-9_.~-]+)*")
ORIGIN = re.compile(r"https?://[^/\s,*]+")
SECRET, SHORTEST = "STREAMLIT_SERVER_COOKIE_SECRET", 32


def base_path(environment: Mapping[str, str] = os.environ) -> str:
    """The path the pages stand under, as `/monitor`; empty at the root of a site. BadSetting when it is no path."""
    text = environment.get(PATH, "").strip().strip("/")
    if text and (not SEGMENTS.fullmatch(text) or {".", ".."} & {*text.split("/")}):
        raise BadSetting(f"{PATH}: '{text}' is geen pad. Schrijf bijvoorbeeld: /monitor")
    return f"/{text}" if text else ""


def settings(environment: Mapping[str, str] = os.environ) -> dict[str, str | list[str]]:
    """The Streamlit settings of this installation: path, network address and the origins readers come from, where given.

    BadSetting when one of them cannot be used: a server that silently listens or answers elsewhere is worse than none.
    """
    found: dict[str, str | list[str]] = {}
    if path := base_path(environment):
        found["server.baseUrlPath"] = path.removeprefix("/")
    if address := environment.get(LISTEN, "").strip():
        found["server.address"] = address
    origins = [text for part in environment.get(ORIGINS, "").split(",") if (text := part.strip().rstrip("/"))]
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise BadSetting(f"{ORIGINS}: '{origin}' is geen adres. Schrijf bijvoorbeeld: https://monitor.example")
    if origins:
        found["server.corsAllowedOrigins"] = origins
    return found


def keep_secret(environment: MutableMapping[str, str] = os.environ) -> None:
    """See that cookies are signed with a secret: one left empty is as none, then every process makes its own.

    The only setting of Streamlit's own that a server started from this program takes from the environment. BadSetting when it
    is too short to be a secret.
    """
    secret = environment.get(SECRET, "").strip()
    if not secret:
        environment.pop(SECRET, None)
    elif len(secret) < SHORTEST:
        raise BadSetting(
            f"{SECRET}: dit geheim moet minstens {SHORTEST} tekens tellen. Maak er een met: openssl rand -hex 32"
        )
