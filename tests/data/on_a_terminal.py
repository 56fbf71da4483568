# SPDX-License-Identifier: GPL-3.0-or-later
"""on_a_terminal.py COLUMNS COMMAND…: what a command shows on a terminal of so many columns."""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(sys.argv[1]), 0, 0))
with subprocess.Popen(sys.argv[2:], stdout=slave) as command:
    os.close(slave)
    shown = b""
    try:
        while piece := os.read(master, 4096):
            shown += piece
    except OSError:
        pass  # the other end is closed
sys.stdout.write(shown.decode().replace("\r\n", "\n"))
sys.exit(command.returncode)
