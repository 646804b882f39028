def reshape_report(x, shape):
    y = x.reshape(shape)
    before = x.untyped_storage().data_ptr()
    after = y.untyped_storage().data_ptr()
    return y, before != after
