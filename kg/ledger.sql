-- The tables of the ledger (kg/ledger.py); whoever changes them raises VERSION there.

CREATE TABLE article (
    key TEXT PRIMARY KEY, source TEXT NOT NULL, hash TEXT NOT NULL, reader TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, published TEXT, url TEXT, publisher TEXT,
    reading BLOB,            -- what was read from the text above; NULL where reading failed
    before BLOB,             -- what the graph still holds, where that is not `reading`
    state TEXT NOT NULL, reason TEXT, pending INTEGER NOT NULL, recorded TEXT NOT NULL, projected TEXT
);
CREATE INDEX pending ON article (key) WHERE pending;
CREATE TABLE entity (        -- each thing of each article in the graph
    article TEXT NOT NULL, entity TEXT NOT NULL, kind TEXT NOT NULL,
    home TEXT NOT NULL,      -- the block within which its identity is decided
    profile TEXT NOT NULL,   -- all that identity and labels need to know of it, as JSON
    name TEXT NOT NULL, iri TEXT NOT NULL,
    stem TEXT,               -- the readable part of the IRI; NULL where the thing is its article's own
    PRIMARY KEY (article, entity)
) WITHOUT ROWID;
CREATE INDEX entity_home ON entity (home);
CREATE INDEX entity_stem ON entity (stem);
CREATE INDEX entity_iri ON entity (iri);
CREATE TABLE support (triple BLOB PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE attestation (tenure TEXT NOT NULL, article TEXT NOT NULL, published TEXT, PRIMARY KEY (tenure, article))
    WITHOUT ROWID;
CREATE INDEX attestation_article ON attestation (article);
CREATE TABLE judgement (     -- the verdicts that hold, as the file of judgements has them (kg/judgements.py)
    at TEXT NOT NULL, who TEXT NOT NULL, verb TEXT NOT NULL, article TEXT NOT NULL, name TEXT NOT NULL,
    predicate TEXT NOT NULL, other_article TEXT NOT NULL, other_name TEXT NOT NULL, words TEXT NOT NULL,
    sentence TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (article, name, predicate, other_article, other_name, words, sentence)
) WITHOUT ROWID;
CREATE TABLE applied (       -- the rejections, as JSON, with which the graph holds an article; none without a row
    article TEXT PRIMARY KEY, verdicts TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
