def topo(v):
    order, opened = [], set()
    pile = [(v, "open")]
    while pile:
        each, due = pile.pop()
        if due == "close":
            order.append(each)
        elif each not in opened:
            opened.add(each)
            pile.append((each, "close"))
            for parent in each._parents:
                pile.append((parent, "open"))
    return order
