"""The commands, one file each: parse is done, so look things up, call the rooms below, print. *Screen side.*

Nothing here imports Textual, torch, numpy or pandas, `start` excepted, which opens the screen.
"""
