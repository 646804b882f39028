def multi_chain(dudv, dvda):
    return dudv @ dvda
