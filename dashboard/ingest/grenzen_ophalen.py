"""Fetches official boundaries from the address in `data/catalogue/grenzen.yaml`: OGC API Features or WFS, page by page.

Only https, except to this machine itself; one time limit and one size limit for all pages together; every page must come from
the same server. What comes back is believed by nobody: `grenzen.read` checks it as it checks a file.
"""

from __future__ import annotations

import ipaddress
import json
import os
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import yaml
from pydantic import Field

from dashboard.catalogue import BOUNDARIES, Entry
from dashboard.ingest.faults import Unfit
from dashboard.ingest.limits import Limits, beyond, limits

OVERRIDE = "ACTIVERINGSMONITOR_GRENZEN"
MOST_PAGES = 100
CHUNK = 65_536
PATIENCE = 60.0
TOO_SLOW = "Er kwam geen volledig antwoord binnen de tijd."


class Service(Entry):
    """Where official boundaries are published; the addresses are tried in order."""

    naam: str
    uitgever: str
    licentie: str
    adressen: tuple[str, ...] = Field(min_length=1)

    @property
    def bron(self) -> str:
        """The source as a reader sees it."""
        return f"{self.uitgever}, {self.naam}"


def service() -> Service | None:
    """The service of the catalogue, or the address an installation names itself; None where it says not to fetch."""
    stated = Service(**yaml.safe_load(BOUNDARIES.read_text(encoding="utf-8")))
    own = os.environ.get(OVERRIDE)
    if own is None:
        return stated
    if not own.strip():
        return None
    return stated.model_copy(
        update={"adressen": (own,), "uitgever": urlsplit(own).netloc or own, "naam": "gemeentegrenzen"}
    )


def fetch(address: str, seconds: float = PATIENCE) -> bytes:
    """All pages of an address as one GeoJSON; Unfit when it takes too long, is too large or is not such an answer.

    A thread does the asking, because looking up a name and reading headers cannot be given a limit together.
    """
    host = urlsplit(address).netloc or address
    answers: list[bytes | Unfit] = []
    known = limits()

    def ask() -> None:
        try:
            answers.append(_answer(address, _Download(host, time.monotonic() + seconds, known)))
        except Unfit as error:
            answers.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    found = answers[0] if answers else Unfit(host, TOO_SLOW)
    if isinstance(found, Unfit):
        raise found
    return found


def _answer(address: str, download: _Download) -> bytes:
    host = download.host
    try:
        return json.dumps(_collected(address, download)).encode()
    except Unfit:
        raise
    except (OSError, HTTPException) as error:
        if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
            raise Unfit(host, TOO_SLOW) from error
        code = getattr(error, "code", None)
        raise Unfit(
            host, f"De dienst antwoordt met fout {code}." if code else "De dienst is niet bereikbaar."
        ) from error
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise Unfit(host, "Het antwoord is geen GeoJSON met een lijst van vlakken.") from error


class _Download:
    """Reads addresses of one server within one time limit and one size limit."""

    def __init__(self, host: str, deadline: float, known: Limits) -> None:
        self.host, self.deadline, self.known, self.left = host, deadline, known, known.map_bytes
        inside = urllib.request.ProxyHandler({})
        self.opener = urllib.request.build_opener(_Redirect(self), *([inside] if is_loopback(host) else []))

    def page(self, address: str) -> tuple[dict[str, Any], str]:
        """One answer as JSON, and the coordinate system its header names ('' where it names none)."""
        self.allow(address)
        request = urllib.request.Request(address, headers={"Accept": "application/geo+json, application/json"})
        with self.opener.open(request, timeout=self.seconds_left()) as response:
            content = b"".join(self._chunks(response))
            return json.loads(content), response.headers.get("Content-Crs", "").strip("<> ")

    def _chunks(self, response: Any) -> Iterator[bytes]:
        while chunk := response.read1(CHUNK):
            self.seconds_left()
            self.left -= len(chunk)
            if self.left < 0:
                raise Unfit(self.host, beyond("Het antwoord is te groot om te lezen.", "kaart_mb", self.known))
            yield chunk

    def seconds_left(self) -> float:
        """What remains of the time limit; TimeoutError when nothing does."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def allow(self, address: str) -> None:
        """Refuse an address that is not safe or belongs to another server."""
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.netloc)):
            raise Unfit(self.host, "Het adres moet met https beginnen.")
        if parts.netloc != self.host:
            raise Unfit(self.host, f"De dienst verwijst naar een andere server ({parts.netloc[:60]}).")


class _Redirect(urllib.request.HTTPRedirectHandler):
    def __init__(self, download: _Download) -> None:
        self.download = download

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        self.download.allow(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_loopback(netloc: str) -> bool:
    """Whether a host is this machine itself."""
    host = urlsplit(f"//{netloc}").hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _collected(address: str, download: _Download) -> dict[str, Any]:
    whole: dict[str, Any] = {"type": "FeatureCollection", "features": []}
    expected = None
    seen: set[str] = set()
    following: str | None = address
    while following:
        if following in seen or len(seen) >= MOST_PAGES:
            raise Unfit(download.host, "De dienst blijft naar volgende bladzijden verwijzen.")
        seen.add(following)
        page, system = download.page(following)
        if page["type"] != "FeatureCollection" or not isinstance(page["features"], list):
            raise ValueError
        stated = page.get("crs") or ({"properties": {"name": system}} if system else None)
        if len(seen) > 1 and stated != whole.get("crs"):
            raise Unfit(download.host, "De bladzijden gebruiken niet hetzelfde coördinatenstelsel.")
        if stated:
            whole["crs"] = stated
        whole["features"] += page["features"]
        expected = page.get("numberMatched", expected)
        following = _next(following, page, len(whole["features"]))
    if isinstance(expected, int) and len(whole["features"]) != expected:
        raise Unfit(
            download.host,
            f"Het antwoord is niet volledig: {len(whole['features'])} van {expected} vlakken.",
        )
    return whole


def _next(address: str, page: dict[str, Any], have: int) -> str | None:
    """The address of the next page: the link the answer gives, or for WFS the next rows while there are more."""
    for link in page.get("links") or []:
        if link.get("rel") == "next":
            return urljoin(address, link["href"])
    parts = urlsplit(address)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key.lower() != "startindex"]
    is_wfs = ("service", "wfs") in {(key.lower(), value.lower()) for key, value in query}
    matched = page.get("numberMatched")
    if is_wfs and isinstance(matched, int) and page["features"] and have < matched:
        return urlunsplit(parts._replace(query=urlencode([*query, ("startIndex", str(have))])))
    return None
