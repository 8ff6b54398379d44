"""A reader without a browser: speaks the protocol between Streamlit's pages and its server."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from benchmarks.harness import Server
from benchmarks.settings import BenchmarkError

RUN_SECONDS = 60
# The browser keeps large elements of so many runs, and the server sends only their hash again.
KEPT_RUNS = 2


@dataclass(frozen=True)
class Run:
    """One run of a page: seconds from the request to its last message, and bytes received."""

    seconds: float
    size: int


@dataclass
class Visit:
    """One open page. Every `go` is a change of address within it, as Back and Forward make them."""

    connection: ClientConnection
    page: str
    page_hash: str = ""
    runs: int = 0
    kept: dict[str, int] = field(default_factory=dict)

    def go(self, query: str) -> Run:
        """Run the page under another query string. Raises `BenchmarkError` if it shows a fault."""
        begun = time.perf_counter()
        self.connection.send(self._request(query).SerializeToString())
        received = 0
        messages: list[ForwardMsg] = []
        while not (messages and _ends_run(messages[-1])):
            frame = self.connection.recv(RUN_SECONDS, decode=False)
            received += len(frame)
            messages.append(ForwardMsg.FromString(frame))
        run = Run(time.perf_counter() - begun, received)
        self._remember(messages)
        return run

    def _request(self, query: str) -> BackMsg:
        state = ClientState(
            query_string=query,
            page_script_hash=self.page_hash,
            page_name="" if self.page_hash else self.page,
            is_history_navigation=bool(self.page_hash),
            cached_message_hashes=self.kept,
        )
        return BackMsg(rerun_script=state)

    def _remember(self, messages: list[ForwardMsg]) -> None:
        self.runs += 1
        for message in messages:
            _refuse_fault(message, self.page)
            if message.HasField("navigation"):
                self.page_hash = message.navigation.page_script_hash
            if message.metadata.cacheable or message.ref_hash:
                self.kept[message.ref_hash or message.hash] = self.runs
        self.kept = {key: run for key, run in self.kept.items() if run > self.runs - KEPT_RUNS}


@contextmanager
def visit(server: Server, page: str) -> Iterator[Visit]:
    """A connection to a page (its address, empty for the first) that has not asked for it yet."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(address, max_size=None, proxy=None) as connection:
        yield Visit(connection, page)


def ends_run(frame: bytes) -> bool:
    """Whether a frame from the server says that a page is complete."""
    return _ends_run(ForwardMsg.FromString(frame))


def _ends_run(message: ForwardMsg) -> bool:
    return (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )


def _refuse_fault(message: ForwardMsg, page: str) -> None:
    """A page that shows a fault is fast; its time must not count."""
    name = f"/{page}"
    if message.HasField("page_not_found"):
        raise BenchmarkError(f"The server has no page {name}.")
    element = message.delta.new_element
    if element.HasField("exception"):
        raise BenchmarkError(f"{name} shows {element.exception.type}: {element.exception.message}")
    if element.HasField("alert") and element.alert.format == element.alert.ERROR:
        raise BenchmarkError(f"{name} shows a fault: {element.alert.body}")
