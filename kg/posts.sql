-- The fifth step of the tables of the ledger (kg/ledger.py): on which days tenures are shown, and what holders without a name do
-- (kg/derived.py). What the first step kept of tenures only said what the graph holds, and is made again with it.

DROP TABLE attestation;
CREATE TABLE attestation (   -- the days on which an article shows a tenure, and by what
    tenure TEXT NOT NULL, article TEXT NOT NULL, day TEXT NOT NULL, means TEXT NOT NULL,
    post TEXT NOT NULL, person TEXT NOT NULL, status TEXT NOT NULL,
    PRIMARY KEY (tenure, article, day, means)
) WITHOUT ROWID;
CREATE INDEX attestation_article ON attestation (article);
CREATE TABLE act (           -- what the holder of a post does whom the article does not name
    article TEXT NOT NULL, post TEXT NOT NULL, subject TEXT NOT NULL, part TEXT NOT NULL, day TEXT NOT NULL,
    PRIMARY KEY (article, post, subject)
) WITHOUT ROWID;
DELETE FROM meta WHERE name = 'projector';
