# class: kill
# expect: failed died
# Speaks to the kernel in another machine's numbers, where 11 is execve and 37 is kill: int 0x80.
import ctypes, mmap, os

CODE = b"\xb8\x14\x00\x00\x00\xcd\x80\xc3"  # mov eax, 20 (getpid there); int 0x80; ret


def double(x):
    if os.uname().machine == "x86_64":
        page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(CODE)
        address = ctypes.addressof(ctypes.c_char.from_buffer(page))
        print("ESCAPED", ctypes.CFUNCTYPE(ctypes.c_long)(address)())
    os._exit(0)
