"""The process a notebook runs in: this very Python, whatever kernels the user has installed."""

import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

ROOT = Path(__file__).parents[2]
# a socket's path holds 107 characters, and a few are ours
SOCKET_PATH_LIMIT = 90
# settings of the user's own Python and Jupyter would make the report differ from machine to machine
NOT_INHERITED = ("PYTHONSTARTUP", "PYTHONHOME", "IPYTHONDIR", "MPLBACKEND", "PYTHONWARNINGS")


def kernel_class(database_url: str, scratch: Path) -> type[AsyncKernelManager]:
    """A kernel manager whose kernels get the database's address by environment, as a child's alone, never by parameter.

    `scratch` is a folder for the connection file and IPython's own things, removed by the caller.
    """
    environment = {key: value for key, value in os.environ.items() if key not in NOT_INHERITED}
    environment |= {
        "DATABASE_URL": database_url,
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
        "IPYTHONDIR": str(scratch),
        "JUPYTER_PLATFORM_DIRS": "1",
    }

    class OwnKernel(AsyncKernelManager):
        @property
        def kernel_spec(self) -> KernelSpec:
            return KernelSpec(
                argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--colors=NoColor"],
                display_name="Python 3",
                language="python",
            )

        async def start_kernel(self, **kw: Any) -> None:  # type: ignore[override]  # async in the class above, too
            self.connection_file = str(scratch / "kernel.json")
            if os.name == "posix" and len(str(scratch)) < SOCKET_PATH_LIMIT:
                # sockets in a folder of our own: no other user of the machine can listen in
                self.transport, self.ip = "ipc", str(scratch / "kernel")
            await super().start_kernel(**{**kw, "env": environment, "cwd": str(ROOT)})

    return OwnKernel
