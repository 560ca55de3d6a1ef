"""Untrusted bytes are handled in a process of their own, under limits, and nothing that happens there reaches the caller.

    with Guarded("package.module:function", setup, Limits(cpu=20)) as guarded:
        result = guarded.call(request)      # Done(content, …) or Broken(reason, …)

The function takes `setup` and gives back what handles one request: bytes in, bytes out.

guarded     the parent: starts a process, asks it, ends it
worker      the main program of that process: loads the service
keeper      Linux: it stays clean itself, forks a worker that handles the requests, and watches it from beside
service     the loop in which a worker handles requests
guard       in the worker: no connection, no writing outside its folders
watch       what a call has taken of its limits
processes   /proc: descendants, their time and memory; ending them
system      limits and calls of Linux that Python lacks
frames, message, contract   what is sent, and what it means
"""

from pipeline.isolation.contract import Broken, Done, Limits, Reason, ServiceError
from pipeline.isolation.guarded import Guarded

__all__ = ["Broken", "Done", "Guarded", "Limits", "Reason", "ServiceError"]
