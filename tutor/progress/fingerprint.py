"""What an exercise asks, as a few digits: a pass is kept with them, and is older when they change. *Any side.*"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from tutor.course.model import Exercise

# What decides whether an answer passes. Words around it (a hint, a title, an explanation) may change at any time.
JUDGES = (
    *("kind", "entry", "names", "setup", "solution", "forbid", "require", "observe", "relax", "ops_ratio"),
    *("rtol", "atol", "let", "times", "cases", "draw"),
)


def fingerprint(exercise: Exercise) -> str:
    """Sixteen hexadecimal digits of what `exercise` asks; "" for one that is known in outline only."""
    if not (exercise.solution or exercise.cases or exercise.questions):
        return ""
    facts = asdict(exercise)
    asked = {name: facts[name] for name in JUDGES}
    asked["cases"] = [{**case, "note": ""} for case in facts["cases"]]
    asked["questions"] = [
        {**question, "line": 0, "options": [{**option, "says": ""} for option in question["options"]]}
        for question in facts["questions"]
    ]
    text = json.dumps(asked, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
