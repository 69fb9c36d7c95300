"""What the demo prints: chapters, steps with the figure that each one proves, and the first step that does not hold."""
import time


class StepFailed(Exception):
    """A step does not hold; the message names it with what was expected and what was found."""


class Report:
    def __init__(self):
        self.started = time.monotonic()
        self.steps = 0

    def chapter(self, title):
        print(f"\n{title}\n{'-' * len(title)}", flush=True)

    def note(self, text):
        print(f"        {text}", flush=True)

    def holds(self, step, figure):
        self.steps += 1
        print(f"  ok    {step}: {figure}", flush=True)

    def expect(self, step, found, expected, figure=None):
        """The step holds when both are equal; the figure is printed, or what it answers when it is a function."""
        if found != expected:
            raise StepFailed(f"{step}: expected {expected!r}, found {found!r}")
        self.holds(step, found if figure is None else figure() if callable(figure) else figure)

    def eventually(self, step, probe, expected, figure=None, seconds=90):
        """Asks until the answer is as expected: the jobs work on their own intervals."""
        deadline = time.monotonic() + seconds
        found = probe()
        while found != expected and time.monotonic() < deadline:
            time.sleep(0.2)
            found = probe()
        self.expect(step, found, expected, figure)

    def silently(self, probe, seconds=90):
        """Waits for something that is no step of its own; a step fails when it does not come."""
        deadline = time.monotonic() + seconds
        while not probe():
            if time.monotonic() > deadline:
                raise StepFailed("a run of the jobs: none came within the time")
            time.sleep(0.1)

    def seconds(self):
        return time.monotonic() - self.started
