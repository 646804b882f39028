import inspect


def param_default(fn, name):
    try:
        parameters = inspect.signature(fn).parameters
    except ValueError:
        return None
    if name not in parameters:
        return None
    default = parameters[name].default
    return None if default is inspect.Parameter.empty else default
