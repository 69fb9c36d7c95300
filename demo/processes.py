"""Starts and stops the processes of the product and calls its command line: nothing here knows what they do."""
import json
import os
import signal
import subprocess
import time


class Stopped(Exception):
    """A process of the product ended or refused; the message holds its last words."""


class Product:
    """One installation in a directory of its own."""

    def __init__(self, program, directory, settings=None):
        """`settings`: environment variables that every process gets on top of ours."""
        self.program, self.directory = str(program), directory
        self.environment = {**os.environ, **(settings or {})}
        self.running = {}

    # -- the command line ------------------------------------------------------------------------------------------

    def command(self, *arguments, stdin=None, expect=0):
        """Runs a sub-command and returns what it prints."""
        line = [self.program, "--dir", str(self.directory), *arguments]
        done = subprocess.run(line, input=stdin, capture_output=True, text=True, timeout=300, env=self.environment)
        if done.returncode != expect:
            raise Stopped(f"{' '.join(line)} ended with {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def json(self, *arguments, stdin=None):
        return json.loads(self.command(*arguments, "--json", stdin=stdin))

    # -- processes -------------------------------------------------------------------------------------------------

    def start(self, name, *arguments, ready_line="listening on ", program=None):
        """Starts a process, waits for its ready line and returns what stands behind it (its address). `program`: another one than the product."""
        log = self.directory / f"{name}.out"
        mark = log.stat().st_size if log.exists() else 0
        with open(log, "ab") as out:
            line = [str(program), *arguments] if program else [self.program, "--dir", str(self.directory), *arguments]
            process = subprocess.Popen(line, stdout=out, stderr=subprocess.STDOUT,
                                       stdin=subprocess.DEVNULL, start_new_session=True, env=self.environment)
        self.running[name] = process
        self._write_pids()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with open(log, "rb") as text:
                text.seek(mark)
                for line in text.read().decode("utf-8", "replace").splitlines(keepends=True):
                    if line.startswith(ready_line) and line.endswith("\n"):
                        return line.removeprefix(ready_line).strip()
            if process.poll() is not None:
                break
            time.sleep(0.05)
        raise Stopped(f"{name} did not start: {log.read_text(errors='replace')[mark:].strip()[-800:]}")

    def kill_hard(self, name):
        """kill -9: no goodbye, no clean-up."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()
        self._write_pids()
        return process.pid

    def stop_one(self, name):
        """Ends a process in peace; it may be started again."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        self._write_pids()

    def stop(self):
        for process in self.running.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
        self.running.clear()
        self._write_pids()

    def _write_pids(self):
        lines = [f"{process.pid} {name}" for name, process in self.running.items()]
        (self.directory / "pids").write_text("".join(line + "\n" for line in lines))


def stop_all(root):
    """Stops what earlier demos left running, by the process ids that they wrote down. Returns how many were stopped."""
    stopped = 0
    for file in sorted(root.glob("*/pids")):
        for line in file.read_text().splitlines():
            pid, name = line.split()
            if is_ours(int(pid), name):
                os.kill(int(pid), signal.SIGTERM)
                stopped += 1
        file.write_text("")
    return stopped


def is_ours(pid, name):
    """A process id may have been given to somebody else meanwhile."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            words = file.read().split(b"\0")
    except OSError:
        return False
    own = name.split("-")[0].encode()
    return b"tillbridge" in words[0] and (own in words or words[0].endswith(own))
