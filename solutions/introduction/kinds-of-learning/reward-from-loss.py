def reward_from_loss(loss):
    return -loss
