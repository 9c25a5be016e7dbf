-- Looks are found by person and by actor through runs of 1,024 rows, each sorted at once when it is full, so that a look touches no page
-- but the last of the trail. The rows after the last full run are searched as they stand. Row 0 does not exist; run 0 has one row less.
CREATE TABLE view_run (
  run INTEGER NOT NULL,
  who BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (run, who, seq)
) STRICT, WITHOUT ROWID;
DROP INDEX view_of_person;
DROP INDEX view_of_actor;
INSERT INTO view_run (run, who, seq)
SELECT seq >> 10, who, seq FROM (
  SELECT seq, person AS who FROM view WHERE person IS NOT NULL
  UNION SELECT seq, actor FROM view WHERE actor IS NOT NULL
)
WHERE seq >> 10 < (SELECT (last + 1) >> 10 FROM head WHERE chain = 'views') ORDER BY 1, 2, 3;
