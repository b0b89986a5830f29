"""Tells when something of a project changes. watchdog is imported here only.

Guards: that a file is read is an event too, and would be heard a thousand times a reading; where the system
watches no more folders (inotify's limit) they are looked through every second; a folder that is replaced as a
whole is watched anew.
"""

import queue
import time
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from cchc_cli.project import Project

QUIET = 0.05
"""Seconds without another event after which a save is taken for complete."""
LONGEST = 1.0
"""Seconds after which a change is told even while more of them come."""
_CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]
"""What is asked for; everything else, such as two events for each file that is read, is not even reported."""
_REPLACED = ("created", "deleted", "moved")


class Watch(FileSystemEventHandler):
    """Watches content, theme and `mkdocs.yml` while it is entered."""

    def __init__(self, project: Project) -> None:
        self.root = project.root
        self.content, self.theme, self.config = project.content, project.root / "theme", project.config
        self.events: queue.SimpleQueue[tuple[str, Path]] = queue.SimpleQueue()

    def __enter__(self) -> "Watch":
        try:
            self.observer = self._started(Observer())
        except OSError:
            self.observer = self._started(PollingObserver(timeout=1))
        return self

    def __exit__(self, *_: object) -> None:
        self.observer.stop()
        self.observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Keep what is a change of ours."""
        for path in (Path(str(event.src_path)), Path(str(event.dest_path))):
            if path == self.config or any(path.is_relative_to(folder) for folder in (self.content, self.theme)):
                self.events.put((event.event_type, path))

    def next_change(self) -> bool:
        """Wait for a change, and for the quiet after it. True where it is one of the theme or of `mkdocs.yml`."""
        found = [self._next(None)]
        until = time.monotonic() + LONGEST
        while found[-1] is not None and time.monotonic() < until:
            found.append(self._next(QUIET))
        changes = [one for one in found if one is not None]
        if any(kind in _REPLACED and path in (self.content, self.theme) for kind, path in changes):
            self.__exit__()
            self.__enter__()
        return any(not path.is_relative_to(self.content) for _, path in changes)

    def _next(self, seconds: float | None) -> tuple[str, Path] | None:
        while True:
            try:
                # On Windows Ctrl+C is heard between two waits only.
                return self.events.get(timeout=seconds or 0.5)
            except queue.Empty:
                if seconds is not None:
                    return None

    def _started(self, observer: BaseObserver) -> BaseObserver:
        observer.schedule(self, str(self.root), recursive=False, event_filter=_CHANGES)
        for folder in (self.content, self.theme):
            if folder.is_dir():
                observer.schedule(self, str(folder), recursive=True, event_filter=_CHANGES)
        observer.start()
        return observer
