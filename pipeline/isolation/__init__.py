"""Untrusted bytes are handled in a process of their own, under limits, and nothing that happens there reaches the caller.

    with Guarded("package.module:function", setup, Limits(cpu=20)) as guarded:
        result = guarded.call(request)      # Done(content, seconds, peak) or Broken(reason, detail, seconds, peak)

The function takes `setup` and gives back what handles one request: bytes in, bytes out. On Linux the way of a request is

    parent ── keeper ── worker ── what the worker starts

The parent starts the keeper, which loads the service and cuts itself off from the network. The keeper forks the worker, so that a
new one is there in milliseconds and shares the memory of what is loaded. The worker handles requests with nothing but its pipes,
a temporary folder, and the folders that are named writable. Fifty times a second the keeper counts what the worker and all that
came of it take; the kernel holds the same limits (RLIMIT_CPU, RLIMIT_DATA). It adopts what hides from its parent. After a broken
call, and when the parent is gone, it kills everything that came of it, awaits it, and removes the folder. The parent believes
nothing but a sound frame with the right number, and has a deadline of its own for the keeper.

guarded     the parent: one service
link        the parent: one process with its pipes
worker      the main program of that process
keeper      Linux: forks workers and watches them; `forked`: one of them
watch       what a call has taken of its limits
service     what a worker does with a request
guard       in the worker: no connection, no writing outside its folders
processes   /proc: descendants, their time and memory
folders     temporary folders, and those that were left behind
system      limits and calls of Linux that Python lacks
frames, message, contract   what is sent, and what it means
"""

from pipeline.isolation.contract import Broken, Done, Limits, Reason, ServiceError
from pipeline.isolation.folders import sweep
from pipeline.isolation.guarded import Guarded

__all__ = ["Broken", "Done", "Guarded", "Limits", "Reason", "ServiceError", "sweep"]
