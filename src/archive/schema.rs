//! The tables of an archive: a public interface, described in `docs/archive.md`.

/// Marks a SQLite file as an archive of guanxi: `gxdb` in ASCII, the pragma `application_id`.
pub(super) const APPLICATION: i64 = 0x6778_6462;

/// Version of the tables, the pragma `user_version`.
pub(super) const VERSION: i64 = 2;

/// Tables that hold rows of documents, with the column that names a document.
pub(super) const TABLES: [&str; 12] = [
    "meta",
    "documents",
    "lessons",
    "articles",
    "passages",
    "entities",
    "localities",
    "mentions",
    "posts",
    "roles",
    "corrections",
    "skipped",
];

/// Creates every table, view and index of an empty file.
pub(super) const CREATE: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    document INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    hash TEXT,
    title TEXT,
    date TEXT,
    source TEXT,
    url TEXT,
    bytes INTEGER NOT NULL,
    undecoded INTEGER NOT NULL,
    first_passage INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    first_mention INTEGER NOT NULL,
    mentions INTEGER NOT NULL
);

CREATE TABLE lessons (
    document INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (document, name, kind)
) WITHOUT ROWID;

CREATE TABLE articles (
    document INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    headline TEXT,
    day TEXT,
    jurisdiction TEXT,
    furniture INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE passages (
    passage INTEGER PRIMARY KEY,
    document INTEGER NOT NULL,
    article INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL,
    \"end\" INTEGER NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE entities (
    entity INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    UNIQUE (name, kind)
);

CREATE TABLE localities (
    locality INTEGER PRIMARY KEY,
    path TEXT,
    stated INTEGER NOT NULL,
    also TEXT NOT NULL
);

CREATE TABLE mentions (
    mention INTEGER PRIMARY KEY,
    passage INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    start INTEGER NOT NULL,
    \"end\" INTEGER NOT NULL,
    surface TEXT,
    locality INTEGER,
    rule TEXT NOT NULL,
    probability INTEGER NOT NULL
);
CREATE INDEX mentions_of_entity ON mentions (entity, passage);

CREATE TABLE posts (post INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE roles (
    mention INTEGER NOT NULL,
    number INTEGER NOT NULL,
    post INTEGER NOT NULL,
    state TEXT NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (mention, number)
) WITHOUT ROWID;
CREATE INDEX roles_of_post ON roles (post);

CREATE TABLE corrections (
    number INTEGER PRIMARY KEY,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    condition TEXT NOT NULL,
    note TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL
);

CREATE TABLE skipped (
    number INTEGER PRIMARY KEY,
    what TEXT NOT NULL,
    reason TEXT NOT NULL,
    cure TEXT NOT NULL
);

CREATE VIEW aliases AS
    SELECT m.entity, coalesce(m.surface, e.name) AS alias, count(*) AS mentions
    FROM mentions m JOIN entities e USING (entity) GROUP BY m.entity, alias;

CREATE VIEW sightings AS
    SELECT e.kind, e.name, coalesce(m.surface, e.name) AS surface, coalesce(a.day, d.date) AS day,
           d.path AS document, p.article, m.start, m.\"end\", p.text AS passage, m.rule
    FROM mentions m
    JOIN entities e USING (entity)
    JOIN passages p USING (passage)
    JOIN documents d ON d.document = p.document
    LEFT JOIN articles a ON a.document = p.document AND a.number = p.article;

CREATE VIEW offices AS
    SELECT o.name AS post, r.state, r.basis, e.name, coalesce(a.day, d.date) AS day,
           d.path AS document, p.article, p.text AS passage
    FROM roles r
    JOIN posts o USING (post)
    JOIN mentions m USING (mention)
    JOIN entities e USING (entity)
    JOIN passages p USING (passage)
    JOIN documents d ON d.document = p.document
    LEFT JOIN articles a ON a.document = p.document AND a.number = p.article;

CREATE VIRTUAL TABLE words USING fts5(
    text, content='', contentless_delete=1, tokenize='trigram', detail='none'
);
CREATE VIRTUAL TABLE terms USING fts5vocab('words', 'row');
";
