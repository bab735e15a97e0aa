"""A reader without a browser: speaks Streamlit's websocket protocol, chooses in a real select box, waits for the page."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox

from benchmarks.pages import MeasuredPage

PATIENCE = 120.0


class PageFailed(Exception):
    """The server could not make the page; the message names it."""


class Reader:
    """One session on one page. Use it as `async with Reader(address, page) as reader`."""

    def __init__(self, address: str, page: MeasuredPage, headers: dict[str, str] | None = None) -> None:
        parts = urlsplit(address)
        self._address = f"ws://{parts.netloc}{parts.path.rstrip('/')}/_stcore/stream"
        self._headers = headers or {}
        self._page = page
        self._name, _, self._query = page.adres.partition("?")
        self._hash = ""
        self._held: set[str] = set()
        self._box: Selectbox | None = None
        self._choices = 0
        self.received = 0

    async def __aenter__(self) -> Reader:
        """Connect and load the page."""
        self._socket = await websockets.connect(
            self._address, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None, compression=None,
            additional_headers=self._headers, open_timeout=PATIENCE, ping_interval=None,
        )  # fmt: skip
        await self._run(ClientState(query_string=self._query, page_name=self._name))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def change(self) -> float:
        """Choose another option; milliseconds from sending it until the server has finished the page."""
        if self._box is None:
            raise PageFailed(f"pagina '{self._page.naam}' heeft geen keuze '{self._page.keuze}'")
        self._choices += 1
        options = self._box.options
        state = ClientState(query_string=self._query, page_script_hash=self._hash)
        state.widget_states.widgets.add(id=self._box.id, string_value=options[self._choices % len(options)])
        return await self._run(state)

    async def _run(self, state: ClientState) -> float:
        """Ask for one run of the page and read everything it sends."""
        state.cached_message_hashes.extend(self._held)
        state.context_info.timezone, state.context_info.locale = "Europe/Brussels", "nl-BE"
        self.received = 0
        began = time.perf_counter()
        await self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                payload = await self._socket.recv()
                assert isinstance(payload, bytes)
                self.received += len(payload)
                message = ForwardMsg.FromString(payload)
                if message.WhichOneof("type") == "script_finished":
                    if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                        return (time.perf_counter() - began) * 1000
                    if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        raise PageFailed(f"pagina '{self._page.naam}' is niet afgewerkt: {message.script_finished}")
                self._note(message)

    def _note(self, message: ForwardMsg) -> None:
        """Keep what the next request needs: the page's hash, its address, its select box, the messages a browser keeps."""
        kind = message.WhichOneof("type")
        if message.metadata.cacheable and message.hash:
            self._held.add(message.hash)
        if kind == "new_session":
            self._hash = message.new_session.page_script_hash
        elif kind == "navigation":  # a session starts on the main page; only here is it known which page was meant
            self._hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            raise PageFailed(f"pagina '{self._page.naam}' bestaat niet")
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "selectbox":
            box = message.delta.new_element.selectbox
            if box.id.endswith(f"-{self._page.keuze}"):
                self._box = box
