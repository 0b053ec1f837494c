"""A store with two keys, and an answer that JSON cannot hold."""

import math
import sys

from recorder import Recorder

recorder = Recorder()
client = recorder.client()
store = {}


def write(key, value):
    client.call("write", value, lambda: store.setdefault(key, value), key)


def read(key):
    client.call("read", None, lambda: store.get(key), key=key)


write("x", 1)
write("y", 2)
for answer in [math.nan, object()]:
    try:
        client.call("read", None, lambda: answer, key="x")
    except (TypeError, ValueError):
        continue
    sys.exit("the error was not raised again")
read("x")
read("y")
recorder.write_file(sys.argv[1])
