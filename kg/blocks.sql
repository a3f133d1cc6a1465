-- The third step of the ledger's tables (kg/ledger.py): where else a thing of a home is looked for (kg/identity/touched.py).

CREATE TABLE block (         -- what homes share that may be one thing; rows of homes that are empty now do no harm
    block TEXT NOT NULL, home TEXT NOT NULL, PRIMARY KEY (block, home)
) WITHOUT ROWID;
CREATE INDEX block_home ON block (home);
