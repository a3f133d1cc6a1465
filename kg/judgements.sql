-- The fourth step of the tables of the ledger (kg/ledger.py): judgements know who, when and on what (kg/judgements.py); before it
-- they were on identity alone.

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
CREATE TABLE applied (       -- the rejections, as JSON, with which the graph holds an article; none without a row
    article TEXT PRIMARY KEY, verdicts TEXT NOT NULL
) WITHOUT ROWID;
