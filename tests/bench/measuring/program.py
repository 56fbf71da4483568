# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a child process, and the folders that the scripts read."""
import argparse
import os
import pathlib
import subprocess
import sys
import time
import typing

ROOT = pathlib.Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "corpus" / "sample"
SHARED = pathlib.Path(os.environ.get("CASEBOOK_SHARED", ROOT.parent / "shared"))
DERIVED = SHARED / "data" / "recordings" / "derived"
SKIPPED = 77


class Cost(typing.NamedTuple):
    """What a run of a command took: its own processor time, not that of the script."""
    wall: float
    cpu: float
    peak_mib: float
    user: float  # of cpu, outside the kernel


def program_at(path):
    """The program, given itself or the build folder that holds it: a type for argparse."""
    found = pathlib.Path(path) / "casebook" if pathlib.Path(path).is_dir() else pathlib.Path(path)
    if not os.access(found, os.X_OK):
        raise argparse.ArgumentTypeError(f"{found} is no program; give casebook of a build, or the build folder")
    return str(found.resolve())


def casebook(program, folder, *words):
    """What a command prints. The script ends when the command fails."""
    done = subprocess.run([program, "-C", str(folder), *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"casebook {words[0]}: status {done.returncode}\n{done.stderr[:2000]}")
    return done.stdout


def measured(program, folder, *words, talk=True):
    """Runs a command whose output nobody needs; its Cost. The script ends when the command fails. Without `talk` what it
    says on stderr goes nowhere, too."""
    return cost_of([program, "-C", str(folder), *words], talk)


def cost_of(command, talk=True):
    """The same of any program's command, as a list of words."""
    begin, peak, ended = time.monotonic(), 0, 0
    with subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=None if talk else subprocess.DEVNULL) as child:
        while not ended:
            peak = max(peak, peak_of(child.pid))
            time.sleep(0.005)
            ended, status, usage = os.wait4(child.pid, os.WNOHANG)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))[:200]}: status {child.returncode}")
    return Cost(time.monotonic() - begin, usage.ru_utime + usage.ru_stime, peak / 1024, usage.ru_utime)


def peak_of(pid):
    """The most memory that a process has had so far, KiB. What wait4 tells begins with that of this script."""
    try:
        text = pathlib.Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    is_program = "Name:\tpython" not in text
    return next((int(line.split()[1]) for line in text.splitlines() if is_program and line.startswith("VmHWM:")), 0)


def review(program, folder, begin_with, records):
    """The lines of `export review` of a new casebook: init with these words, then import, screen and extract."""
    casebook(program, folder, "init", *begin_with)
    casebook(program, folder, "import", *records)
    casebook(program, folder, "screen")
    casebook(program, folder, "extract")
    return casebook(program, folder, "export", "review", "--format", "jsonl")


def skip(why):
    """Ends the script as skipped."""
    print(f"skipped: {why}")
    sys.exit(SKIPPED)
