# class: read
# expect: passed
# Has tracebacks, warnings and debuggers quote lines of the file that a piece of code claims to come from.
import faulthandler, inspect, linecache, pdb, sys, traceback, warnings

def lie():
    raise ValueError

lie.__code__ = lie.__code__.replace(co_filename="@CANARY@", co_firstlineno=1, co_name="canary")
try:
    lie()
except ValueError as error:
    traceback.print_exc()
    print(traceback.format_exception(error), traceback.extract_tb(error.__traceback__)[-1].line)
    sys.excepthook(type(error), error, error.__traceback__)
    print(inspect.getinnerframes(error.__traceback__))
    faulthandler.dump_traceback(file=sys.__stderr__)
warnings.warn_explicit("look", UserWarning, "@CANARY@", 1)
warnings.showwarning("look", UserWarning, "@CANARY@", 1)
for look in (inspect.getsource, inspect.getsourcelines, inspect.findsource, inspect.getcomments):
    try:
        print(look(lie))
    except (OSError, TypeError):
        pass
linecache.checkcache("@CANARY@")
print(linecache.getline("@CANARY@", 1), linecache.updatecache("@CANARY@", {"__name__": "x", "__loader__": None}))
try:
    compile("(", "@CANARY@", "exec")
except SyntaxError:
    traceback.print_exc()


def double(x):
    return x * 2
