# class: forge
# expect: failed raised
# Leaves politely before anything is asked.
raise SystemExit(0)
