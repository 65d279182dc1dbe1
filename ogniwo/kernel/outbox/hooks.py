"""Events and deliverers: where modules hear of each other."""

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from ogniwo.kernel.errors import BusinessError, Refused

T = TypeVar("T")
EVENTS: dict[str, "Event[Any]"] = {}
DELIVERERS: dict[str, Callable[..., None]] = {}


class Event(Generic[T]):
    """Something that happened, told to listeners within the act's transaction."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.listeners: list[tuple[int, Callable[..., None]]] = []
        EVENTS[name] = self

    def listen(self, order: int = 50) -> Callable[[Callable[..., None]], Callable[..., None]]:
        """Register a listener ``f(payload, *, unit)``; lower ``order`` hears first."""

        def register(listener: Callable[..., None]) -> Callable[..., None]:
            self.listeners.append((order, listener))
            self.listeners.sort(key=lambda pair: pair[0])
            return listener

        return register

    def tell(self, payload: T, *, unit: Any) -> None:
        """Tell every listener, once for the whole set."""
        for _order, listener in self.listeners:
            listener(payload, unit=unit)


class Check(Generic[T]):
    """Something an act asks before it is done: others give their reasons against it, and all of them are said."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.reasons: list[Callable[..., Iterable[BusinessError]]] = []

    def listen(self, give: Callable[..., Iterable[BusinessError]]) -> Callable[..., Iterable[BusinessError]]:
        """Register ``f(payload, *, unit)``, which gives reasons not to; it is asked once for the whole set."""
        self.reasons.append(give)
        return give

    def ask(self, payload: T, *, unit: Any) -> None:
        """Raises Refused with every reason anybody has."""
        if found := [reason for give in self.reasons for reason in give(payload, unit=unit)]:
            raise Refused(found)


ROUTINES: list[tuple[float, Callable[[], int]]] = []


def routine(*, seconds: float) -> Callable[[Callable[[], int]], Callable[[], int]]:
    """Register work the worker does by itself every so many seconds: ``f()`` gives how much it did; harmless when done twice."""

    def register(work: Callable[[], int]) -> Callable[[], int]:
        ROUTINES.append((seconds, work))
        return work

    return register


def delivers(topic: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register ``f(body, *, acting, message_id)`` for messages of ``topic``; must be idempotent."""

    def register(deliver: Callable[..., None]) -> Callable[..., None]:
        DELIVERERS[topic] = deliver
        return deliver

    return register
