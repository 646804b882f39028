# class: files
# expect: passed
# Has torch, numpy, pandas and the standard library write over the user's file and beside it.
import csv, dbm, gzip, logging, mmap, os, pathlib, shelve, shutil, sqlite3, tarfile, tempfile, zipfile
import numpy as np, pandas as pd, torch

path, beside = "@OPEN@", "@HOME@/new"
open("mine", "w").write("x")

def attached():
    base = sqlite3.connect(":memory:")
    base.execute(f"attach database '{beside}' as x")
    base.execute("create table x.t (a)")

def extracted():
    with tarfile.open("evil.tar", "w") as archive:
        archive.add("mine", arcname=beside)
    with tarfile.open("evil.tar") as archive:
        archive.extractall("/", filter="fully_trusted") if hasattr(tarfile, "data_filter") else archive.extractall("/")

for place in (path, beside):
    ROADS = [
        lambda: np.save(open(place, "wb"), np.zeros(3)),
        lambda: np.zeros(3).tofile(place),
        lambda: np.memmap(place, mode="r+")[:].fill(0),
        lambda: torch.save(torch.zeros(3), place),
        lambda: torch.from_file(place, shared=True, size=9),
        lambda: pd.DataFrame({"a": [1]}).to_csv(place),
        lambda: shutil.copy("mine", place),
        lambda: shutil.move("mine", place),
        lambda: pathlib.Path(place).touch(),
        lambda: pathlib.Path(place).write_text("x"),
        lambda: zipfile.ZipFile(place, "w"),
        lambda: gzip.open(place, "w"),
        lambda: shelve.open(place, "n"),
        lambda: dbm.open(place, "n"),
        lambda: logging.FileHandler(place),
        lambda: sqlite3.connect(place).execute("create table t (a)"),
        lambda: tempfile.mkstemp(dir="@HOME@"),
        lambda: tempfile.mkdtemp(dir="/tmp"),
        lambda: torch.profiler.profile().__class__ and torch.autograd.profiler.profile().export_chrome_trace(place),
        lambda: mmap.mmap(os.open(place, os.O_RDONLY), 5, mmap.MAP_SHARED),
        attached,
        extracted,
    ]
    for number, road in enumerate(ROADS):
        try:
            road()
        except Exception:
            continue
        print("ESCAPED", place, number)


def double(x):
    return x * 2
