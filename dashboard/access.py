"""Who may load data: read from the file of the identity provider and the environment; without that file nobody can sign in."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from dashboard.settings import BadSetting

FILE, CLAIM, ROLE, SIZE = (
    "ACTIVERINGSMONITOR_AANMELDING",
    "ACTIVERINGSMONITOR_ROLCLAIM",
    "ACTIVERINGSMONITOR_ROL",
    "ACTIVERINGSMONITOR_UPLOAD_MB",
)
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST_SECRET = 32
MOST_MEGABYTES = 500
LONGEST, SKEW = 8 * 3600, 300
Verdict = Literal["mag", "verlopen", "geen rol"]


@dataclass(frozen=True)
class Access:
    """What is needed to sign in and load.

    aanmelding: the `[auth]` section for Streamlit; claim, rol: where the token names the role; megabytes: the largest file.
    """

    claim: str
    rol: str
    megabytes: int
    aanmelding: dict[str, Any] = field(repr=False)

    def verdict(self, user: Mapping[str, Any], now: float) -> Verdict:
        """Whether this signed-in user may load now. user: the claims of the token; now: seconds since 1970.

        A role may stand alone or before `:` and an organisation, as ACM/IDM writes it. A sign-in counts for eight hours.
        """
        issued = user.get("iat")
        if (
            isinstance(issued, bool)
            or not isinstance(issued, int | float)
            or not 0 <= now - issued + 300 <= LONGEST + 300
        ):
            return "verlopen"
        named = user.get(self.claim, ())
        roles = named.split() if isinstance(named, str) else named if isinstance(named, list | tuple) else ()
        return (
            "mag" if any(isinstance(role, str) and role.partition(":")[0] == self.rol for role in roles) else "geen rol"
        )


def access() -> Access | None:
    """What this installation says; None where no file is named. BadSetting when it is incomplete: then nothing may start."""
    named = os.environ.get(FILE, "")
    if not named:
        return None
    try:
        section = tomllib.loads(Path(named).read_text(encoding="utf-8")).get("auth", {})
    except (OSError, ValueError) as error:
        raise BadSetting(f"{FILE}: dit bestand kan niet gelezen worden als TOML.") from error
    missing = [name for name in NEEDED if not (isinstance(section.get(name), str) and section[name])]
    if missing:
        raise BadSetting(f"{FILE}: in [auth] ontbreekt {', '.join(missing)}.")
    if len(section["cookie_secret"]) < SHORTEST_SECRET:
        raise BadSetting(f"{FILE}: cookie_secret moet minstens {SHORTEST_SECRET} tekens tellen.")
    if not section["redirect_uri"].endswith("/oauth2callback"):
        raise BadSetting(f"{FILE}: redirect_uri moet eindigen op /oauth2callback.")
    return Access(
        claim=os.environ.get(CLAIM, "") or "activeringsmonitor_rol_3d",
        rol=os.environ.get(ROLE, "") or "inlader",
        megabytes=_megabytes(),
        aanmelding=section,
    )


def _megabytes() -> int:
    text = os.environ.get(SIZE, "") or "20"
    if not text.isdecimal() or not 1 <= int(text) <= MOST_MEGABYTES:
        raise BadSetting(f"{SIZE}: '{text}' is geen aantal megabytes van 1 tot {MOST_MEGABYTES}.")
    return int(text)
