-- The second step of the ledger's tables (kg/ledger.py): which articles are copies of one text (kg/identity/copies.py).

CREATE TABLE sketch (        -- what is compared of each article in the graph
    number INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, told BLOB NOT NULL,
    release TEXT, label TEXT -- the IRI of what it rests on, and how that is called; NULL where it stands for itself
);
CREATE TABLE band (band INTEGER NOT NULL, sketch INTEGER NOT NULL, PRIMARY KEY (band, sketch)) WITHOUT ROWID;
CREATE INDEX band_sketch ON band (sketch);
CREATE TABLE copy (          -- pairs of copies, each in both directions
    article TEXT NOT NULL, other TEXT NOT NULL, near INTEGER NOT NULL, PRIMARY KEY (article, other)
) WITHOUT ROWID;
