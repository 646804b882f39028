# class: fill
# expect: failed died
# Makes empty files without end.
import os

def double(x):
    for number in range(10 ** 9):
        os.close(os.open(f"f{number}", os.O_WRONLY | os.O_CREAT))
