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
CREATE TABLE attestation (   -- the days on which articles show tenures
    tenure TEXT NOT NULL, article TEXT NOT NULL, day TEXT NOT NULL,
    means TEXT NOT NULL,     -- what shows it: event, publication, start, end
    post TEXT NOT NULL, person TEXT NOT NULL, status TEXT NOT NULL,
    PRIMARY KEY (tenure, article, day, means)
) WITHOUT ROWID;
CREATE INDEX attestation_article ON attestation (article);
CREATE TABLE act (           -- what the holders of posts do whom their articles do not name
    article TEXT NOT NULL, post TEXT NOT NULL, subject TEXT NOT NULL, part TEXT NOT NULL, day TEXT NOT NULL,
    PRIMARY KEY (article, post, subject)
) WITHOUT ROWID;
CREATE TABLE judgement (     -- a person's word on identity, anchored on (article, name)
    same INTEGER NOT NULL, article TEXT NOT NULL, name TEXT NOT NULL, other_article TEXT NOT NULL,
    other_name TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (article, name, other_article, other_name)
) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
