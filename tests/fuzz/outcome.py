"""What became of each mutant: how long it took, and what failed, told so that anybody can try it again."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

import pytest

HOME = Path(__file__).parents[2]
_SLOWEST = 3


@dataclass(frozen=True, slots=True)
class _Failure:
    name: str
    body: bytes
    error: Exception

    @property
    def kind(self) -> str:
        """The error by its type and the last line of ours that it came through."""
        frames = traceback.extract_tb(self.error.__traceback__)
        ours = [frame for frame in frames if Path(frame.filename).is_relative_to(HOME)]
        ours = [frame for frame in ours if ".venv" not in frame.filename] or frames
        at = Path(ours[-1].filename).name
        return f"{type(self.error).__name__} at {at}:{ours[-1].lineno} in {ours[-1].name}"


@dataclass(slots=True)
class Outcome:
    """The outcome of a run over mutants. Failures are collected: one says little of the others.

    `times` are those of the processor: what else the machine does is no mutant's fault.
    """

    folder: Path
    failures: list[_Failure] = field(default_factory=list)
    times: list[tuple[float, str]] = field(default_factory=list)

    @contextmanager
    def of(self, name: str, body: bytes) -> Iterator[None]:
        """Try one mutant. It is on disk meanwhile, should it end the program itself."""
        at, begun = self.folder / "under-way", process_time()
        at.write_bytes(body)
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.failures.append(_Failure(name, body, error))
        self.times.append((process_time() - begun, name))

    def told(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Print the slowest, and fail where one failed: the smallest of each kind, and where it is."""
        slowest = sorted(self.times, reverse=True)[:_SLOWEST]
        with capsys.disabled():
            print("".join(f"\n  {seconds:.2f} s: {name}" for seconds, name in slowest))
        kinds: dict[str, list[_Failure]] = {}
        for failure in self.failures:
            kinds.setdefault(failure.kind, []).append(failure)
        said = []
        for number, (kind, all_of_it) in enumerate(sorted(kinds.items())):
            smallest = min(all_of_it, key=lambda failure: len(failure.body))
            path = self.folder / f"failure-{number}"
            path.write_bytes(smallest.body)
            said.append(
                f"{len(all_of_it)} × {kind}: {smallest.error}\n    {smallest.name}: {path}\n"
                + "".join(traceback.format_exception(smallest.error)[-4:])
            )
        if said:
            pytest.fail("\n".join(said), pytrace=False)
