-- What the author of a command sent, as a digest: the key alone does not say whether it is the same act. NULL: kept before this step.
ALTER TABLE command ADD COLUMN content BLOB;

-- The colleague to whom a draft was handed over.
ALTER TABLE draft ADD COLUMN handed_to BLOB;
CREATE INDEX draft_handed ON draft (handed_to) WHERE handed_to IS NOT NULL;

-- When an account was opened; NULL: before this step. ties: a JSON list of people and what they are to the holder in private life.
ALTER TABLE account ADD COLUMN opened INTEGER;
ALTER TABLE account ADD COLUMN ties TEXT NOT NULL DEFAULT '[]';
