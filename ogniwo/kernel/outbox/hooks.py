"""Events and deliverers: where modules hear of each other."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

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


def delivers(topic: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register ``f(body, *, acting, message_id)`` for messages of ``topic``; must be idempotent."""

    def register(deliver: Callable[..., None]) -> Callable[..., None]:
        DELIVERERS[topic] = deliver
        return deliver

    return register
