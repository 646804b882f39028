# class: hang
# expect: failed timeout
# Never gets as far as being loaded.
import threading

threading.Event().wait()
