"""The programs that children run, by name; the host imports them before it forks. *Any side.*"""

LEARNER = "tutor.runner.learner:main"
EXAMINER = "tutor.grading.examine:main"
REHEARSAL = "tutor.grading.rehearse:main"
QUESTIONS = "tutor.grading.ask:main"
SCRIPT = "tutor.runner.script:main"
FENCES = "tutor.runner.fences:main"
DOCS = "tutor.runner.docs:main"
NAMES = "tutor.runner.names:main"

LATER = ("matplotlib.pyplot",)  # what only some programs want

PRELOAD = tuple(
    program.partition(":")[0] for program in (LEARNER, EXAMINER, REHEARSAL, QUESTIONS, SCRIPT, FENCES, DOCS, NAMES)
)
