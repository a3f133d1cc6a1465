-- From the tables of version 1, whose judgements were on identity alone and knew neither who nor when.

ALTER TABLE judgement RENAME TO judgement_1;
CREATE TABLE judgement (
    at TEXT NOT NULL, who TEXT NOT NULL, verb TEXT NOT NULL, article TEXT NOT NULL, name TEXT NOT NULL,
    predicate TEXT NOT NULL, other_article TEXT NOT NULL, other_name TEXT NOT NULL, words TEXT NOT NULL,
    sentence TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (article, name, predicate, other_article, other_name, words, sentence)
) WITHOUT ROWID;
INSERT INTO judgement
    SELECT '', '', CASE WHEN same THEN 'same' ELSE 'different' END, article, name, '', other_article, other_name, '', '',
           reason
    FROM judgement_1;
DROP TABLE judgement_1;
CREATE TABLE applied (article TEXT PRIMARY KEY, verdicts TEXT NOT NULL) WITHOUT ROWID;
