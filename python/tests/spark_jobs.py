"""Jobs whose tasks kill their own executor once: imported by the workers."""

import os
import signal

from guanxi.spark import _Job


def executor():
    """The process of the executor this task runs in: the first Java above it."""
    pid = os.getppid()
    while pid > 1:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            line = file.read()
        if b"CoarseGrainedExecutorBackend" in line:
            return pid
        with open(f"/proc/{pid}/stat", "rb") as file:
            pid = int(file.read().rsplit(b")", 1)[1].split()[1])
    raise RuntimeError("no executor above this task")


def note(stage):
    """Kills the executor of the first task that comes here; later ones note theirs."""
    folder = os.environ["GUANXI_TEST_KILLS"]
    pid = executor()
    try:
        os.close(os.open(f"{folder}/{stage}-killed", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        open(f"{folder}/{stage}-lived-{pid}", "w").close()
        return
    open(f"{folder}/{stage}-dead-{pid}", "w").close()
    os.kill(pid, signal.SIGKILL)
    signal.pause()


class KillsMap(_Job):
    """Dies in the map stage, with documents counted and not yet written."""

    def count(self, lessons):
        task = super().count(lessons)

        def dying(batches):
            for batch in task(batches):
                note("map")
                yield batch

        return dying


class KillsReduce(_Job):
    """Dies in the reduce stage, with rows added and not yet written."""

    def add(self, batches):
        for batch in super().add(batches):
            note("reduce")
            yield batch
