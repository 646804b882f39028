"""What the editor can do, one idea a file; most of it plain functions over text. *Any side* where it says so."""
