"""Tests a register in memory from several threads and writes the history.

    python3 main.py history.jsonl        # correct
    python3 main.py history.jsonl --bug  # with a cache that nobody invalidates
    npx skerry check history.jsonl --model cas-register
"""

import contextlib
import sys
import threading
import time

from recorder import Recorder, Refused

CLIENTS, ROUNDS = 4, 24


class Register:
    """What is tested: one value behind a lock."""

    def __init__(self, bug):
        self._lock = threading.Lock()
        self._value = None
        self._bug = bug
        self._cached = []

    def read(self):
        with self._reached():
            if not self._bug:
                return self._value
            if not self._cached:
                self._cached.append(self._value)
            return self._cached[0]

    def write(self, value):
        with self._reached():
            self._value = value
            return value

    def cas(self, old, new):
        with self._reached():
            if self._value != old:
                raise Refused("it is something else")
            self._value = new
            return [old, new]

    @contextlib.contextmanager
    def _reached(self):
        # The way of a request and of its answer, on which others overtake it.
        time.sleep(0.00005)
        with self._lock:
            yield
        time.sleep(0.00005)


def work(register, client, number):
    seen = None
    for turn in range(ROUNDS):
        value = f"{turn} of {number}"
        if turn == 9:
            with contextlib.suppress(TimeoutError):
                client.call("write", value, lambda: lose(register, value, number))
        elif turn % 3 == 0:
            client.call("write", value, lambda: register.write(value))
        elif turn % 3 == 1:
            seen = client.call("read", None, register.read)
        else:
            old = "never written" if turn == 11 else seen
            with contextlib.suppress(Refused):
                client.call("cas", [old, value], lambda: register.cas(old, value))


def lose(register, value, number):
    """The answer is lost: for every other client on its way back, else on its way there."""
    if number % 2 == 0:
        register.write(value)
    raise TimeoutError("timed out")


def in_turn(register, client, values):
    for value in values:
        client.call("write", value, lambda: register.write(value))
        client.call("read", None, register.read)


def main(path, bug):
    recorder = Recorder()
    register = Register(bug)
    hostile = '"quotes" \\ </script> é😀\u2028\0\x1b[31m\t\r\n'
    in_turn(register, recorder.client(), [hostile, "\ud800"])
    threads = [
        threading.Thread(target=work, args=(register, recorder.client(), number))
        for number in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # When all are done, reads must follow the writes: the cache does not.
    in_turn(register, recorder.client(), ["last but one", "last"])
    recorder.write_file(path)


if __name__ == "__main__":
    main(sys.argv[1], "--bug" in sys.argv[2:])
