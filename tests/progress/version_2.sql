-- A progress file as version 2 wrote it, with a learner's work in it. Never edited: later versions must open it.
CREATE TABLE course (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, place TEXT);
CREATE TABLE work (
        id INTEGER PRIMARY KEY,
        course INTEGER NOT NULL REFERENCES course ON DELETE CASCADE,
        address TEXT NOT NULL,
        hints INTEGER NOT NULL DEFAULT 0,
        passed_at REAL,
        given_up_at REAL,
        replay TEXT,
        posed_seed INTEGER,
        UNIQUE (course, address)
    );
CREATE TABLE draft (
        work INTEGER PRIMARY KEY REFERENCES work ON DELETE CASCADE,
        text TEXT NOT NULL,
        line INTEGER NOT NULL,
        character INTEGER NOT NULL,
        session TEXT NOT NULL,
        revision INTEGER NOT NULL,
        saved_at REAL NOT NULL
    );
CREATE TABLE draft_set_aside (
        work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE,
        session TEXT NOT NULL,
        text TEXT NOT NULL,
        saved_at REAL NOT NULL,
        PRIMARY KEY (work, session)
    );
CREATE TABLE attempt (
        id INTEGER PRIMARY KEY,
        work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE,
        made_at REAL NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('passed', 'failed', 'unjudged')),
        stage TEXT,
        mistake TEXT,
        seed INTEGER NOT NULL,
        seconds REAL NOT NULL,
        source TEXT
    );
CREATE INDEX attempt_of_work ON attempt (work, id);
CREATE TABLE test_out (
        course INTEGER NOT NULL REFERENCES course ON DELETE CASCADE,
        chapter TEXT NOT NULL,
        begun_at REAL NOT NULL,
        passed_at REAL,
        PRIMARY KEY (course, chapter)
    );
CREATE TABLE test_out_exercise (
        course INTEGER NOT NULL,
        chapter TEXT NOT NULL,
        place INTEGER NOT NULL,
        address TEXT NOT NULL,
        hints INTEGER NOT NULL,
        PRIMARY KEY (course, chapter, place),
        FOREIGN KEY (course, chapter) REFERENCES test_out ON DELETE CASCADE ON UPDATE CASCADE
    );
PRAGMA application_id = 1953854575;
PRAGMA user_version = 2;
INSERT INTO course VALUES (1, 'builtin', 'tensors/broadcasting/stretch');
INSERT INTO work VALUES (1, 1, 'tensors/broadcasting/stretch', 2, NULL, NULL, '{"case": 4}', NULL);
INSERT INTO work VALUES (2, 1, 'tensors/creation/ramp', 0, 1700000000.5, NULL, NULL, 11);
INSERT INTO work VALUES (3, 1, 'tensors/creation/quiz', 3, NULL, 1700000100.0, NULL, NULL);
INSERT INTO draft VALUES (1, 'def stretch(x, shape):', 0, 22, 'aa', 9, 1700000200.0);
INSERT INTO attempt VALUES (1, 2, 1700000000.5, 'passed', NULL, NULL, 3, 0.04, 'ramp');
INSERT INTO attempt VALUES (2, 1, 1700000200.0, 'failed', 'shape', 'copies', 4, 0.05, 'x');
INSERT INTO attempt VALUES (3, 1, 1700000210.0, 'unjudged', NULL, NULL, 5, 0.05, 'x');
INSERT INTO attempt VALUES (4, 3, 1700000050.0, 'failed', 'value', 'rows-first', 6, 0.05, '(2, 3)');
INSERT INTO attempt VALUES (5, 3, 1700000050.0, 'failed', 'value', 'rows-first', 6, 0.05, '(2, 4)');
INSERT INTO draft_set_aside VALUES (1, 'bb', 'the other text', 1700000150.0);
INSERT INTO test_out VALUES (1, 'tensors', 1700000300.0, NULL);
INSERT INTO test_out VALUES (1, 'data', 1700000310.0, 1700000400.0);
INSERT INTO test_out_exercise VALUES (1, 'tensors', 0, 'tensors/creation/ramp', 0);
INSERT INTO test_out_exercise VALUES (1, 'tensors', 1, 'tensors/broadcasting/stretch', 2);
