"""What is raised where there is no course to be had. *Any side.*"""

from __future__ import annotations


class CourseError(Exception):
    """There is no course to be had. The message is one line: what is wrong, and what to do."""
