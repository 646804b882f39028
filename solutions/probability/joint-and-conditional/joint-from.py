def joint_from(pA, T):
    return pA[:, None] * T


def chain3(pA, T1, T2):
    return joint_from(pA, T1)[:, :, None] * T2[None, :, :]


def tables(pA, T1, T2):
    return {
        "joint": joint_from(pA, T1),
        "chain": chain3(pA, T1, T2),
    }
