"""The stream of events that a page listens to, as the HTML standard has it (server-sent events)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.errors import Problem
from generator.serve.board import Board, Event, State, events_between

STILL_HERE = b": still here\n\n"
"""A comment, sent now and then: writing it shows whether anybody is still there."""

RETRY = b"retry: 500\n\n"


def stream(board: Board, seconds: float) -> Iterator[bytes]:
    """What is written to one page, from its greeting on until the board is closed; never silent for longer."""
    known: State | None = None
    yield RETRY
    while not board.is_closed:
        state = board.wait(known.number, seconds) if known else board.state
        told = b"".join(_encoded(board, event) for event in events_between(known, state))
        yield told or STILL_HERE
        known = state


def _encoded(board: Board, event: Event) -> bytes:
    data = {"state": board.token(event.state), "problems": [_plain(problem) for problem in event.state.problems]}
    return f"event: {event.kind}\ndata: {json.dumps(data)}\n\n".encode()


def _plain(problem: Problem) -> dict[str, str]:
    return {"place": str(problem.location), "message": problem.message, "remedy": problem.remedy}
