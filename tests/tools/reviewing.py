# SPDX-License-Identifier: GPL-3.0-or-later
"""A reviewer at a pseudo-terminal: starts `casebook review`, presses keys, sees what is painted."""
import fcntl
import os
import pathlib
import pty
import re
import select
import signal
import sqlite3
import struct
import subprocess
import termios
import time

SAID = re.compile(rb"(pubmed:\d+): (include|exclude|unclear)")
SEQUENCE = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


def write_records(file, count):
    """Made-up records of two kinds, so that there is something to rank."""
    with open(file, "w", encoding="utf-8") as out:
        out.write("<PubmedArticleSet>\n")
        for number in range(count):
            story = ("A 34-year-old woman took velnarane. Her hair turned blue hair after three months." if number % 3 == 0
                     else "We measured velnarane in rats. Liver enzymes rose; blue hair was not looked for.")
            out.write(f"<PubmedArticle><MedlineCitation><PMID>{98000000 + number}</PMID><Article><Journal><Title>Journal of Invented "
                      f"Cases</Title></Journal><ArticleTitle>Report {number} on velnarane</ArticleTitle><Abstract><AbstractText>{story} "
                      f"{'More was said of it. ' * 8}</AbstractText></Abstract><Language>eng</Language></Article></MedlineCitation>"
                      f"</PubmedArticle>\n")
        out.write("</PubmedArticleSet>\n")


class Casebook:
    """A casebook of made-up records."""

    def __init__(self, program, folder, count):
        self.program, self.folder = str(pathlib.Path(program).resolve()), pathlib.Path(folder)
        self.run("init", "--drug", "velnarane", "--event", "blue hair")
        records = self.folder / "records.xml"
        write_records(records, count)
        self.run("import", str(records))
        self.run("screen")
        self.run("extract")

    def run(self, *words):
        """What it prints; the test ends when it fails."""
        result = subprocess.run([self.program, "-C", str(self.folder), *words], capture_output=True, text=True, check=False)
        if result.returncode != 0:
            raise SystemExit(f"casebook {' '.join(words)}: status {result.returncode}\n{result.stderr[:2000]}")
        return result.stdout

    def rows(self, query, *values):
        """Rows of the store."""
        database = sqlite3.connect(self.folder / "casebook.db")
        found = database.execute(query, values).fetchall()
        database.close()
        return found

    def standing(self, who):
        """What a person says of each record now: its newest word unless that was taken back."""
        out = {}
        for article, verdict, reason, note, withdrawn in self.rows(
                "SELECT article, verdict, reason, note, withdrawn FROM decision WHERE by = ? ORDER BY at, id", who):
            out.pop(article, None)
            if not withdrawn:
                out[article] = (verdict, reason, note)
        return out


class Reviewer:
    """`casebook review` on a pseudo-terminal of its own."""

    def __init__(self, casebook, who, *options, size=(30, 100), environment=None):
        self.seen = b""
        self.master, self.slave = pty.openpty()
        self.resize(*size, tell=False)
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [casebook.program, "-C", str(casebook.folder), "review", "--by", who, *options], stdin=self.slave, stdout=self.slave,
            stderr=self.slave, start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # its own
            env={**os.environ, "TERM": "xterm-256color", **(environment or {})})

    def resize(self, height, width, tell=True):
        """Another size of the window, and its signal."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        if tell:
            self.process.send_signal(signal.SIGWINCH)

    def press(self, keys):
        """Types."""
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def read(self, seconds=0.0):
        """Takes what was painted within that time; False at the end."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return True
        try:
            got = os.read(self.master, 1 << 16)
        except OSError:
            return False
        self.seen += got
        return bool(got)

    def settle(self, quiet=0.3):
        """Until nothing more is painted for that long."""
        size = -1
        while size != len(self.seen):
            size = len(self.seen)
            self.read(quiet)

    def wait_for(self, words, seconds=30.0, since=0):
        """The place behind the words, once they are painted after `since`; the test ends when they never are."""
        pattern = re.compile(words.encode() if isinstance(words, str) else words)
        end = time.monotonic() + seconds
        while True:
            found = pattern.search(self.seen, since)
            if found:
                return found.end()
            if time.monotonic() > end or (not self.read(0.05) and not pattern.search(self.seen, since)):
                raise SystemExit(f"never painted: {words!r}; the last: {self.page()}")

    def page(self):
        """The last page painted, as lines without sequences."""
        last = self.seen[self.seen.rfind(b"\x1b[H"):]
        return SEQUENCE.sub(b"", last).decode("utf-8", "replace").replace("\r", "").split("\n")

    def said(self):
        """Every word that the program has told to be kept, in its order."""
        return [(article.decode(), verdict.decode()) for article, verdict in SAID.findall(SEQUENCE.sub(b"", self.seen))]

    def kill(self):
        """At once."""
        self.process.send_signal(signal.SIGKILL)
        return self.end()

    def end(self, seconds=30.0):
        """Waits for the end; the exit status. What was painted until then is read."""
        limit = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > limit:
                self.process.kill()
                raise SystemExit(f"does not end; the last: {self.page()}")
            self.read(0.02)
        while select.select([self.master], [], [], 0)[0] and self.read():
            pass
        restored = termios.tcgetattr(self.slave) == self.before
        os.close(self.slave)
        os.close(self.master)
        return self.process.returncode, restored
