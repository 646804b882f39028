"""Vim's keys, as a core without a screen: keys and a text in, changes and a cursor out. *Any side.*"""
