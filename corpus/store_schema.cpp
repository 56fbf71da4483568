// SPDX-License-Identifier: GPL-3.0-or-later
// The schema, step by step. A step that has shipped is never edited: write the next one.
#include "corpus/store_impl.hpp"

#include <algorithm>
#include <iterator>

namespace casebook {

namespace {

constexpr const char* step_1 = R"sql(
CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO note VALUES ('revision', '0');

-- every form in which a record was ever received, as gzip
CREATE TABLE raw (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
);

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  started TEXT NOT NULL,
  finished TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL,
  details TEXT NOT NULL
);

CREATE TABLE wanted (
  run INTEGER NOT NULL REFERENCES run,
  pmid TEXT NOT NULL,
  place INTEGER NOT NULL,
  state INTEGER NOT NULL,              -- 0 asked, 1 got, 2 missing
  PRIMARY KEY (run, pmid)
) WITHOUT ROWID;

CREATE TABLE article (
  number INTEGER PRIMARY KEY,          -- order of arrival
  id TEXT NOT NULL UNIQUE,
  raw INTEGER NOT NULL REFERENCES raw,
  version INTEGER NOT NULL,
  revised TEXT NOT NULL,               -- ISO date of the record's last revision, '' if not said
  record TEXT NOT NULL,                -- the article as JSON
  origin TEXT NOT NULL,
  position INTEGER NOT NULL,
  channel TEXT NOT NULL,
  added_run INTEGER NOT NULL,
  changed_run INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE received (                -- which forms of an article came, in which run
  article INTEGER NOT NULL REFERENCES article,
  raw INTEGER NOT NULL REFERENCES raw,
  run INTEGER NOT NULL,
  PRIMARY KEY (article, raw)
) WITHOUT ROWID;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  position INTEGER NOT NULL,
  what TEXT NOT NULL,
  at TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (origin, position, sha256)
);

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL,
  source TEXT NOT NULL,
  grounds TEXT NOT NULL
);
CREATE INDEX decision_by_article ON decision (article);

CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  case_number INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX correction_by_article ON correction (article);

-- people's work is only ever added to
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER correction_stays BEFORE UPDATE ON correction BEGIN SELECT RAISE(ABORT, 'corrections are only added'); END;
CREATE TRIGGER correction_kept BEFORE DELETE ON correction BEGIN SELECT RAISE(ABORT, 'corrections are only added'); END;

CREATE TABLE stage (                   -- for which rules, protocol and record a stage has run
  article TEXT NOT NULL REFERENCES article (id),
  stage TEXT NOT NULL,
  key TEXT NOT NULL,
  result TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (article, stage)
) WITHOUT ROWID;
)sql";

constexpr const char* step_2 = R"sql(
-- INSERT OR REPLACE deletes without asking the triggers of DELETE
CREATE TRIGGER decision_new BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER correction_new BEFORE INSERT ON correction WHEN EXISTS (SELECT 1 FROM correction WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'corrections are only added'); END;
)sql";

constexpr const char* step_3 = R"sql(
-- totals stated in the literature, told by people
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  words TEXT NOT NULL,
  bound TEXT NOT NULL,                 -- exactly, at_most, at_least
  count INTEGER NOT NULL,
  as_of INTEGER NOT NULL,              -- year, inclusive
  source TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (words, bound, count, as_of, source)
);
CREATE TRIGGER claim_stays BEFORE UPDATE ON claim BEGIN SELECT RAISE(ABORT, 'claims are only added'); END;
CREATE TRIGGER claim_kept BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'claims are only added'); END;
)sql";

constexpr const char* step_4 = R"sql(
-- every look for the full text of an article, and what came of it
CREATE TABLE full_text (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  access TEXT NOT NULL,                -- available, not open, not known
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  license TEXT NOT NULL,
  note TEXT NOT NULL,
  run INTEGER NOT NULL,
  raw INTEGER REFERENCES raw,          -- NULL: no text came
  passages TEXT NOT NULL
);
CREATE INDEX full_text_by_article ON full_text (article);

-- what people said two records are to each other; the newest word on a pair counts
CREATE TABLE pairing (
  id INTEGER PRIMARY KEY,
  first TEXT NOT NULL REFERENCES article (id),
  second TEXT NOT NULL REFERENCES article (id),
  kinship TEXT NOT NULL,               -- open, duplicate, different, same study
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL
);
CREATE TRIGGER pairing_stays BEFORE UPDATE ON pairing BEGIN SELECT RAISE(ABORT, 'pairings are only added'); END;
CREATE TRIGGER pairing_kept BEFORE DELETE ON pairing BEGIN SELECT RAISE(ABORT, 'pairings are only added'); END;
CREATE TRIGGER pairing_new BEFORE INSERT ON pairing WHEN EXISTS (SELECT 1 FROM pairing WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'pairings are only added'); END;
)sql";

constexpr const char* step_5 = R"sql(
-- a look for a full text stays as it was told; only the time of a program's look that brought the same again moves on
CREATE TRIGGER full_text_stays BEFORE UPDATE OF id, article, access, source, by, license, note, run, raw, passages
ON full_text BEGIN SELECT RAISE(ABORT, 'looks for full texts are only added'); END;
CREATE TRIGGER full_text_told BEFORE UPDATE ON full_text WHEN OLD.by <> ''
BEGIN SELECT RAISE(ABORT, 'what people said of full texts is only added'); END;
CREATE TRIGGER full_text_kept BEFORE DELETE ON full_text
BEGIN SELECT RAISE(ABORT, 'looks for full texts are only added'); END;
CREATE TRIGGER full_text_new BEFORE INSERT ON full_text WHEN EXISTS (SELECT 1 FROM full_text WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'looks for full texts are only added'); END;
CREATE TRIGGER claim_new BEFORE INSERT ON claim WHEN EXISTS (SELECT 1 FROM claim WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'claims are only added'); END;
-- the first who told it stays its teller
CREATE TRIGGER claim_same BEFORE INSERT ON claim WHEN EXISTS (SELECT 1 FROM claim WHERE words = NEW.words AND
bound = NEW.bound AND count = NEW.count AND as_of = NEW.as_of AND source = NEW.source)
BEGIN SELECT RAISE(IGNORE); END;
)sql";

constexpr const char* step_6 = R"sql(
-- the newest decision when the run began: those after it came with or after the run, within whatever second
ALTER TABLE run ADD COLUMN decided INTEGER; -- NULL: not known, of runs of older programs and of dumps
)sql";

constexpr const char* step_7 = R"sql(
-- searches that people keep under a name
CREATE TABLE saved_search (
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL,
  sort TEXT NOT NULL,
  words TEXT NOT NULL,                 -- all, any, '' for what fits
  similar_to TEXT NOT NULL,            -- the id of an article, or ''
  at TEXT NOT NULL,
  ran TEXT NOT NULL,                   -- '' before the first time
  seen TEXT NOT NULL,                  -- what it found then, as JSON; '' before the first time
  seen_before TEXT NOT NULL            -- what it found the time before that
) WITHOUT ROWID;
)sql";

constexpr const char* step_8 = R"sql(
-- at which stage a person judged, and words taken back
ALTER TABLE decision ADD COLUMN stage TEXT NOT NULL DEFAULT 'title/abstract'; -- or 'full text'
ALTER TABLE decision ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
-- so far a person who named a source beyond the record had judged the full text, and what she said later she said of it
DROP TRIGGER decision_stays;
UPDATE decision SET stage = 'full text' WHERE by <> 'rules' AND EXISTS (SELECT 1 FROM decision e WHERE
e.article = decision.article AND e.by = decision.by AND e.source <> '' AND (e.at < decision.at OR
(e.at = decision.at AND e.id <= decision.id)));
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
)sql";

constexpr const char* step_9 = R"sql(
-- words that settle what reviewers said differently
ALTER TABLE decision ADD COLUMN adjudicated INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr const char* step_10 = R"sql(
-- the protocol as it stood when work was done under it
CREATE TABLE protocol (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE TRIGGER protocol_stays BEFORE UPDATE ON protocol BEGIN SELECT RAISE(ABORT, 'protocols are only added'); END;
CREATE TRIGGER protocol_kept BEFORE DELETE ON protocol BEGIN SELECT RAISE(ABORT, 'protocols are only added'); END;
CREATE TRIGGER protocol_new BEFORE INSERT ON protocol WHEN EXISTS (SELECT 1 FROM protocol WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'protocols are only added'); END;
)sql";

constexpr const char* step_11 = R"sql(
-- people's answers to the items of appraisals; of one item the newest counts
CREATE TABLE item_answer (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  case_number INTEGER NOT NULL,
  instrument TEXT NOT NULL,            -- naranjo, who-umc, murad, jbi, care
  item INTEGER NOT NULL,               -- from 1
  answer TEXT NOT NULL,                -- yes, no, unknown, not_applicable
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX item_answer_by_article ON item_answer (article);
CREATE TRIGGER item_answer_stays BEFORE UPDATE ON item_answer BEGIN SELECT RAISE(ABORT, 'answers are only added'); END;
CREATE TRIGGER item_answer_kept BEFORE DELETE ON item_answer BEGIN SELECT RAISE(ABORT, 'answers are only added'); END;
CREATE TRIGGER item_answer_new BEFORE INSERT ON item_answer WHEN EXISTS (SELECT 1 FROM item_answer WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'answers are only added'); END;
)sql";

constexpr const char* step_12 = R"sql(
-- corrections and answers that take back or settle
ALTER TABLE correction ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE correction ADD COLUMN adjudicated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item_answer ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item_answer ADD COLUMN adjudicated INTEGER NOT NULL DEFAULT 0;
-- a person's words on one article in one second: 0, 1 …; until now the order in which they came
ALTER TABLE decision ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE correction ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item_answer ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER decision_stays;
DROP TRIGGER correction_stays;
DROP TRIGGER item_answer_stays;
UPDATE decision SET turn = (SELECT count(*) FROM decision e WHERE e.article = decision.article AND
e.by = decision.by AND e.at = decision.at AND e.id < decision.id) WHERE by <> 'rules';
UPDATE correction SET turn = (SELECT count(*) FROM correction e WHERE e.article = correction.article AND
e.by = correction.by AND e.at = correction.at AND e.id < correction.id);
UPDATE item_answer SET turn = (SELECT count(*) FROM item_answer e WHERE e.article = item_answer.article AND
e.by = item_answer.by AND e.at = item_answer.at AND e.id < item_answer.id);
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER correction_stays BEFORE UPDATE ON correction BEGIN SELECT RAISE(ABORT, 'corrections are only added'); END;
CREATE TRIGGER item_answer_stays BEFORE UPDATE ON item_answer BEGIN SELECT RAISE(ABORT, 'answers are only added'); END;
-- the line of a file that is read by lines; 0 where only the byte tells the place
ALTER TABLE quarantine ADD COLUMN line INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr const char* step_13 = R"sql(
-- the channel on which a record came, as of articles; '' of a row of people's words, which is no record
ALTER TABLE quarantine ADD COLUMN channel TEXT NOT NULL DEFAULT 'database';
)sql";

constexpr const char* step_14 = R"sql(
-- until step 12 a withdrawal took back all that its person had said at that stage, of the record and those merged with
-- it; now it takes one word, so those of then stand once for each word that they took
WITH RECURSIVE kin (a, b) AS (
  SELECT DISTINCT article, article FROM decision WHERE withdrawn
  UNION SELECT kin.a, CASE kin.b WHEN p.first THEN p.second ELSE p.first END
  FROM kin JOIN pairing p ON kin.b IN (p.first, p.second)),
taken (withdrawal, place) AS (
  SELECT w.id, row_number() OVER (PARTITION BY w.id ORDER BY e.at DESC, e.turn DESC, e.id DESC)
  FROM decision w JOIN kin ON kin.a = w.article JOIN decision e ON e.article = kin.b AND e.by = w.by AND
  e.stage = w.stage AND e.adjudicated = w.adjudicated AND NOT e.withdrawn AND (e.at, e.turn) < (w.at, w.turn)
  WHERE w.withdrawn AND NOT EXISTS (SELECT 1 FROM decision v WHERE v.article = w.article AND v.by = w.by AND
  v.stage = w.stage AND v.adjudicated = w.adjudicated AND v.withdrawn AND (v.at, v.turn) < (w.at, w.turn) AND
  (v.at, v.turn) > (e.at, e.turn)))
INSERT INTO decision (article, verdict, reason, by, at, note, source, grounds, stage, withdrawn, adjudicated, turn)
SELECT article, verdict, reason, by, at, note, source, grounds, stage, withdrawn, adjudicated, turn
FROM taken JOIN decision ON decision.id = withdrawal WHERE place > 1;
)sql";

constexpr const char* step_15 = R"sql(
-- of what was held before step 13, people's words are the rows with a line or with a whole sentence on what is wrong
UPDATE quarantine SET channel = '' WHERE channel = 'database' AND (line > 0 OR what LIKE '%.');
)sql";

struct Step
{
    const char* sql;
    int only_below = 1000; ///< what stands in stores of that schema and later is left as it is
};
constexpr Step steps[] = {{step_1}, {step_2},  {step_3},  {step_4},  {step_5},  {step_6},      {step_7}, {step_8},
                          {step_9}, {step_10}, {step_11}, {step_12}, {step_13}, {step_14, 12}, {step_15}};

} // namespace

void migrate(SQLite::Database& db, const std::string& where)
{
    const auto version = [&] { return db.execAndGet("PRAGMA user_version").getInt(); };
    constexpr int newest = static_cast<int>(std::size(steps));
    if (version() > newest)
        throw Error(format(
            "{}: made by a newer casebook (schema {}, this program knows {}). Use that program, or `dump` there and "
            "`restore` here.",
            where, version(), newest));
    if (version() == newest)
        return;
    SQLite::Transaction all(db, SQLite::TransactionBehavior::IMMEDIATE);
    const int from = version(); // another process may have been faster
    for (int done = from; done < newest; ++done)
        if (const Step& step = steps[done]; from < step.only_below)
            db.exec(step.sql);
    db.exec(format("PRAGMA user_version = {}", std::max(from, newest)));
    all.commit();
}

} // namespace casebook
