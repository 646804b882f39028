# class: read
# expect: passed
# Has torch, numpy, pandas and the import system read the file.
import importlib.util, linecache, runpy, sqlite3, sys, tokenize, zipfile
import numpy as np, pandas as pd, torch

ROADS = [
    lambda: np.fromfile("@CANARY@", dtype="u1").tobytes(),
    lambda: np.memmap("@CANARY@", mode="r").tobytes(),
    lambda: np.loadtxt("@CANARY@", dtype=str),
    lambda: pd.read_csv("@CANARY@"),
    lambda: torch.load("@CANARY@", weights_only=False),
    lambda: torch.from_file("@CANARY@", size=5, dtype=torch.uint8),
    lambda: torch._C.PyTorchFileReader("@CANARY@"),
    lambda: runpy.run_path("@CANARY@"),
    lambda: importlib.util.spec_from_file_location("x", "@CANARY@").loader.get_data("@CANARY@"),
    lambda: sqlite3.connect("file:@CANARY@?mode=ro", uri=True).execute("select 1").fetchall() and None,
    lambda: tokenize.open("@CANARY@").read(),
    lambda: zipfile.ZipFile("@CANARY@"),
]
for road in ROADS:
    try:
        found = road()
        if found is not None:
            print("ESCAPED", found)
    except Exception as error:
        if "SECRET" in str(error):
            print("ESCAPED", error)
found = linecache.getlines("@CANARY@")
if found:
    print("ESCAPED", found)


def double(x):
    return x * 2
