"""Records what clients of a system do, as a history that skerry check reads: one event a line.

Standard library only; copy this file into your tests.
"""

import json
import os
import tempfile
import threading
import time


class Refused(Exception):
    """The operation certainly did not happen."""


class Recorder:
    """Collects the events of all clients, in the order in which they happen."""

    def __init__(self):
        self._lock = threading.Lock()
        self._start = time.monotonic_ns()
        self._processes = 0
        self._lines = []

    def client(self):
        """A new client; every thread needs one of its own."""
        return Client(self)

    def write_file(self, path):
        """Replaces the file by the history, as a whole or not at all."""
        with self._lock:
            text = "".join(self._lines)
        folder = os.path.dirname(os.path.abspath(path))
        handle, draft = tempfile.mkstemp(prefix=".history-", dir=folder)
        try:
            with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
                file.write(text)
            os.replace(draft, path)
        except BaseException:
            os.unlink(draft)
            raise

    def _new_process(self):
        with self._lock:
            self._processes += 1
            return self._processes - 1

    def _record(self, event):
        # The time is taken inside the lock: the order of the lines is the order of the times. The
        # line is made at once, as the value may change later; everything beyond ASCII is escaped.
        with self._lock:
            event["time"] = time.monotonic_ns() - self._start
            self._lines.append(json.dumps(event, allow_nan=False) + "\n")


class Client:
    """Does one operation at a time."""

    def __init__(self, recorder):
        self._recorder = recorder
        self._process = recorder._new_process()

    def call(self, f, value, request, key=None):
        """Records one operation around request, which asks the system and returns its answer.

        Refused means that nothing happened; after any other exception nobody knows, as after an
        answer that JSON cannot hold. The key names the object where there are several.
        """
        self._record("invoke", f, value, key)
        try:
            result = request()
            json.dumps(result, allow_nan=False)
        except Refused as error:
            self._record("fail", f, value, key, str(error))
            raise
        except BaseException as error:
            self._record("info", f, value, key, f"{type(error).__name__}: {error}")
            # It may still happen, so that this process is never free again.
            self._process = self._recorder._new_process()
            raise
        self._record("ok", f, result, key)
        return result

    def _record(self, kind, f, value, key, error=None):
        event = {"type": kind, "process": self._process, "f": f, "value": value}
        if key is not None:
            event["key"] = key
        if error is not None:
            event["error"] = error
        self._recorder._record(event)
