"""Jobs whose tasks kill their own executor once: imported by the workers."""

import os
import signal

from guanxi.spark import _End, _Job


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
    """Dies in the first stage, with documents read and not yet written."""

    def see(self, lessons):
        task = super().see(lessons)

        def dying(batches):
            for batch in task(batches):
                note("map")
                yield batch

        return dying


class KillsEnd(_End):
    """Dies in the last stage, with the graph derived and not yet written."""

    def nodes(self, batches):
        for batch in super().nodes(batches):
            note("end")
            yield batch
