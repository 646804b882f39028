"""*Any side.* The files by which a graphics card is spoken to: device nodes, and what its driver reads of the machine.

Written from what other programs that confine CUDA found out, for want of a card to try. With NVIDIA's driver from
version 570 on, a context can't be made (error 304) without /dev/nvidia-uvm-tools, without writing threads' names under
/proc/self/task, and without memfd_create. So it is made behind Landlock, with these granted, and before the filter of
system calls is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

# To be opened for reading and writing. Never what sets a screen's picture: /dev/dri/card*, nvidia-modeset.
_NODES = (
    *("nvidiactl", "nvidia[0-9]*", "nvidia-uvm", "nvidia-uvm-tools", "nvidia-caps/nvidia-cap*"),
    *("nvmap", "nvhost-*", "nvgpu/*/*"),  # on NVIDIA's small boards
    *("kfd", "dri/renderD*"),  # AMD
    "dxg",  # Windows' own, seen from within WSL
)
# Of these, one that is there only where a card's driver is. A render node alone is any laptop's.
_TELLING = ("nvidiactl", "nvidia[0-9]*", "nvmap", "kfd", "dxg")
# The nodes of a driver may be made only when it is first used, by this helper of its own.
_DRIVERS = ("/proc/driver/nvidia", "/sys/module/nvidia", "/usr/bin/nvidia-modprobe")

_READ = (
    *("/proc/self", "/proc/driver", "/proc/devices", "/proc/modules", "/proc/version", "/proc/sys/vm"),
    *("/sys/devices", "/sys/bus/pci", "/sys/module/nvidia", "/sys/module/nvidia_uvm", "/sys/module/amdgpu"),
    *("/sys/class/drm", "/sys/class/kfd", "/usr/share/libdrm", "/usr/share/nvidia"),
)
NAMED_THREADS = Path("/proc/self/task")  # resolved by the process that is confined: it is that one's own

_DEV = Path("/dev")


def device_nodes(dev: Path = _DEV) -> tuple[Path, ...]:
    """The nodes of this machine's cards, as far as they are there now."""
    return tuple(path for pattern in _NODES for path in sorted(dev.glob(pattern)))


def may_have_card(dev: Path = _DEV) -> bool:
    """Whether anything here speaks of a card that torch could use."""
    return any(True for pattern in _TELLING for _ in dev.glob(pattern)) or any(Path(path).exists() for path in _DRIVERS)


def driver_files(libraries: str) -> tuple[Path, ...]:
    """What a driver reads, beyond what every child may. `libraries` is an LD_LIBRARY_PATH, cut as below."""
    return (*map(Path, _READ), *driver_folders(libraries))


def driver_folders(libraries: str) -> list[Path]:
    """Of the folders in an LD_LIBRARY_PATH those that hold a driver's library: no other is anybody's business."""
    return [folder for folder in _absolute(libraries) if any(folder.glob("libcuda.so*")) or _holds_amds(folder)]


def _holds_amds(folder: Path) -> bool:
    return any(folder.glob("libamdhip64.so*"))


def _absolute(libraries: str) -> Iterator[Path]:
    for name in libraries.split(":"):
        path = Path(name)
        if name and path.is_absolute() and path.is_dir():
            yield path
