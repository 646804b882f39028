# class: read
# expect: passed
# Looks for the reference in every file it can reach near the program and the packages.
import os, sys
import tutor

places = [os.path.dirname(tutor.__file__), os.path.dirname(os.path.dirname(tutor.__file__)), "@ROOT@", *sys.path, ".", ".."]
for place in places:
    for folder, _, files in os.walk(place):
        if folder.count(os.sep) > place.count(os.sep) + 2:
            _.clear()
        for name in files:
            if name in ("course.toml", "exercise.toml") or "solutions" in folder or "/tutor/" in folder + "/":
                try:
                    open(os.path.join(folder, name)).read()
                except OSError:
                    continue
                print("ESCAPED", folder, name)


def double(x):
    return x * 2
