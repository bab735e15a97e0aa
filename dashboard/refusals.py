"""What Streamlit and Starlette refuse in English, said in Dutch: a file or route that is not there, a method it does not know."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REFUSED = (404, 405)
DUTCH = {
    b"File not found": b"Dit bestand bestaat niet.",
    b"Component not found": b"Dit onderdeel bestaat niet.",
    b"Not Found": b"Deze pagina bestaat niet.",
    b"Method Not Allowed": b"Dat kan hier niet.",
}


class DutchRefusals:
    """Puts the text of a refusal in Dutch; every other answer passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and hold the start of a refusal back until its text is known."""
        held: list[Message] = []

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in REFUSED:
                held.append(message)
                return
            if held:
                start, text = held.pop(), message.get("body", b"")
                if text in DUTCH:
                    message = dict(message, body=DUTCH[text])
                    MutableHeaders(scope=start)["content-length"] = str(len(DUTCH[text]))
                await send(start)
            await send(message)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)
