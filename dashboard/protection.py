"""What every answer of the server carries to protect its reader, and which of Streamlit's own routes are closed."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections import OrderedDict
from threading import Lock

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.settings import BadSetting

EMBEDDING = "ACTIVERINGSMONITOR_INBEDDEN"
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
# Streamlit's styling fills empty <style> elements through the CSSOM; the second is one rule of its buttons, word for word.
STYLES = (
    "",
    "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}",
)
# style-src is what a browser without style-src-elem falls back on; style attributes stay: Plotly and st.html set them.
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; script-src-attr 'none'; style-src-elem 'self'{styles}; "
    "style-src-attr 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {embedders}"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
        "midi=(), payment=(), usb=()"
    ),
}
ALWAYS_CLOSED = re.compile(r"/_stcore/(agent|metrics|script-health-check)(/|$)")
OF_SIGNING_IN = re.compile(r"/(auth/(login|logout)|oauth2callback)/?$")
UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]*)")
CLOSED = "Deze pagina bestaat niet."
SESSIONS = 200


def embedders() -> tuple[str, ...]:
    """The origins that may show these pages in a frame, from the environment; BadSetting when one is not an origin."""
    named = tuple(os.environ.get(EMBEDDING, "").split())
    for origin in named:
        if not ORIGIN.fullmatch(origin):
            raise BadSetting(
                f"{EMBEDDING}: '{origin}' is geen adres van een website. Schrijf bijvoorbeeld https://www.vvsg.be."
            )
    return named


def protect(headers: MutableHeaders, page: bytes = b"") -> None:
    """Set the protecting headers of an answer; page: its HTML, whose own inline scripts stay allowed."""
    framed_by = embedders()
    for name, value in HEADERS.items():
        headers[name] = value
    if not framed_by:
        headers["x-frame-options"] = "SAMEORIGIN"  # this old header cannot name another origin
    headers["content-security-policy"] = POLICY.format(
        scripts=_sources(INLINE_SCRIPT.findall(page)),
        styles=_sources([text.encode() for text in STYLES]) if page else "",
        embedders=" ".join(["'self'", *framed_by]),
    )


def only_over_tls(headers: MutableHeaders) -> None:
    """Add `Secure` to the cookies of an answer, which Streamlit leaves out behind a proxy that speaks TLS for it."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")


def _sources(texts: list[bytes]) -> str:
    """The CSP sources that allow exactly these inline texts."""
    digests = [base64.b64encode(hashlib.sha256(text).digest()).decode() for text in texts]
    return "".join(f" 'sha256-{digest}'" for digest in digests)


class Uploaders:
    """The sessions whose user was found to have the role to load data: only these may send a file."""

    def __init__(self) -> None:
        self._sessions: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def admit(self, session: str) -> None:
        """Let this session upload from now on; the oldest of too many is forgotten."""
        with self._lock:
            self._sessions[session] = None
            self._sessions.move_to_end(session)
            while len(self._sessions) > SESSIONS:
                self._sessions.popitem(last=False)

    def dismiss(self, session: str) -> None:
        """Take the permission back."""
        with self._lock:
            self._sessions.pop(session, None)

    def __contains__(self, session: str) -> bool:
        with self._lock:
            return session in self._sessions


UPLOADERS = Uploaders()


class ClosedDoors:
    """Answers 404 on the routes of Streamlit that this installation does not use, before anything reads the request."""

    def __init__(self, app: ASGIApp, signing_in: bool) -> None:
        self.app = app
        self.signing_in = signing_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http" and self._closed(scope["path"]):
            await PlainTextResponse(CLOSED, status_code=404)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _closed(self, path: str) -> bool:
        if ALWAYS_CLOSED.search(path) or (not self.signing_in and OF_SIGNING_IN.search(path)):
            return True
        upload = UPLOAD.search(path)
        return upload is not None and not (self.signing_in and upload["session"] in UPLOADERS)
