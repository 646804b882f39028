# class: files
# expect: passed
# Plants itself in Python, torch and the tutor, so that the next program, or the screen, would run it.
import importlib, json, os, py_compile, site, sys
import torch

FOLDERS = {os.path.dirname(json.__file__), os.path.dirname(torch.__file__), os.path.dirname(os.__file__), *sys.path, *site.getsitepackages(),
           "@ROOT@", "@ROOT@/tutor", "/usr/lib", "/etc", "/tmp", "/dev/shm", "/var/tmp", "/run", os.path.dirname(sys.executable)}
for folder in sorted(FOLDERS - {""}):
    ROADS = [
        lambda: open(f"{folder}/sitecustomize.py", "w"),
        lambda: open(f"{folder}/planted.pth", "w"),
        lambda: open(f"{folder}/__init__.py", "a"),
        lambda: open(f"{folder}/__init__.py", "r+"),
        lambda: os.open(f"{folder}/__init__.py", os.O_RDONLY | os.O_TRUNC),
        lambda: os.mkdir(f"{folder}/__pycache__/planted"),
        lambda: os.mkdir(f"{folder}/planted"),
        lambda: os.unlink(f"{folder}/__init__.py"),
        lambda: os.rename(f"{folder}/__init__.py", f"{folder}/__init__.py"),
        lambda: os.utime(f"{folder}/__init__.py"),
        lambda: os.chmod(folder, 0o777),
    ]
    for number, road in enumerate(ROADS):
        try:
            road()
        except OSError:
            continue
        print("ESCAPED", folder, number)
sys.dont_write_bytecode = False
try:
    py_compile.compile(json.__file__, doraise=True)
    print("ESCAPED", "compiled")
except (OSError, py_compile.PyCompileError):
    pass
importlib.invalidate_caches()
import xml.dom.pulldom  # would leave bytecode behind


def double(x):
    return x * 2
