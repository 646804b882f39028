"""A course in the terminal on what deep learning stands on. *Any side.*"""

__version__ = "0.1.0"
