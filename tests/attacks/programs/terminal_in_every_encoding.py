# class: terminal
# expect: passed
# Prints every byte there is, halves of characters, other encodings, and every character that is more than itself.
import os, sys, unicodedata

os.write(1, bytes(range(256)) + b"\xc2" + b"\xe2\x80" + b"\xf0\x9f\x98" + b"\xc0\x9b" + b"\xed\xb2\x80" + b"\xf8\x88\x80\x80\x80" + b"\xc2\x9b2J")
for encoding in ("utf-16", "utf-7", "latin-1", "cp037"):
    sys.stdout.reconfigure(encoding=encoding, errors="replace")
    print("\x1b[2J \x9b31m \u202e")
sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")
print("".join(chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")))
print("\ud83d\ude00 \udc9b")
sys.stdout.buffer.raw.write(b"\x1b")
sys.stderr.buffer.raw.write(b"[2J")


def double(x):
    return x * 2
