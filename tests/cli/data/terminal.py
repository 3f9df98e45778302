# SPDX-License-Identifier: MIT
"""Runs a command on a pseudo-terminal and shows what it writes, with ^[ for escapes."""

import os
import pty
import sys

text = b""
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    text += data
os.waitpid(pid, 0)
sys.stdout.write(text.decode().replace("\r", "").replace("\x1b", "^["))
