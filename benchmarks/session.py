"""A reader without a browser: one session with a served monitor over Streamlit's own websocket protocol."""

from __future__ import annotations

import re
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

SNAPSHOT = re.compile(rb"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
PATIENCE = 180.0  # on a crowded machine slow is not yet failed


@dataclass(frozen=True)
class Seen:
    """What one page run sent: the snapshots it names, its whole content, and whether the script ended well."""

    snapshots: frozenset[str]
    content: bytes
    well: bool


class Session:
    """One open page. Use as a context manager; `run` draws the page once."""

    def __init__(self, address: str, query: str = "", page: str = "") -> None:
        self._query, self._page = query, page
        address = address.replace("http://", "ws://")
        self._connecting = connect(f"{address}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None)

    def __enter__(self) -> Session:
        self._socket = self._connecting.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._connecting.__exit__(None, None, None)

    def run(self) -> Seen:
        """Ask the page and wait until it is drawn; TimeoutError when the server does not answer."""
        asked = BackMsg()
        asked.rerun_script.query_string = self._query
        asked.rerun_script.page_name = self._page
        self._socket.send(asked.SerializeToString())
        content = b""
        while True:
            received = self._socket.recv(timeout=PATIENCE)
            message = ForwardMsg.FromString(received if isinstance(received, bytes) else received.encode())
            kind = message.WhichOneof("type")
            if kind == "delta":
                content += message.delta.SerializeToString()
            elif kind == "script_finished":
                break
        named = frozenset(found.decode() for found in SNAPSHOT.findall(content))
        return Seen(named, content, message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)
