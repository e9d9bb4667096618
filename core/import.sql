-- :import_profile_count (org int, kind int)
SELECT count(*) FROM import_profile WHERE org_id = :org AND kind = :kind;

-- :import_profile_list (org int, kind int)
SELECT name FROM import_profile WHERE org_id = :org AND kind = :kind ORDER BY name;

-- :import_profile_read (org int, kind int, name text)
SELECT mapping FROM import_profile WHERE org_id = :org AND kind = :kind AND name = :name;

-- :import_profile_save (org int, kind int, name text, mapping text)
INSERT INTO import_profile (org_id, kind, name, mapping) VALUES (:org, :kind, :name, :mapping)
ON CONFLICT (org_id, kind, name) DO UPDATE SET mapping = excluded.mapping;

-- :import_run_insert (org int, id int, kind int, file_name text, digest blob, profile text, header text, at int, by_name text)
INSERT INTO import_run (org_id, id, kind, file_name, digest, profile, header, at, by_name, seen, added, changed, same,
	refused, skipped, missing, expired, differing, noted)
VALUES (:org, :id, :kind, :file_name, :digest, :profile, :header, :at, :by_name, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

-- :import_run_counts (org int, id int, seen int, added int, changed int, same int, refused int, skipped int, missing int, expired int, differing int, noted int)
UPDATE import_run SET seen = :seen, added = :added, changed = :changed, same = :same, refused = :refused,
	skipped = :skipped, missing = :missing, expired = :expired, differing = :differing, noted = :noted
WHERE org_id = :org AND id = :id;

-- :import_run_list (org int, staff int, limit int)
SELECT id, at, kind, file_name, profile, by_name, digest, seen, added, changed, same, refused, skipped, missing,
	expired, differing, noted
FROM import_run WHERE org_id = :org AND (:staff = 1 OR kind <> 0) ORDER BY at DESC, id DESC LIMIT :limit;

-- :import_run_read (org int, id int)
SELECT id, at, kind, file_name, profile, by_name, digest, seen, added, changed, same, refused, skipped, missing,
	expired, differing, noted
FROM import_run WHERE org_id = :org AND id = :id;

-- :import_run_header (org int, id int)
SELECT header FROM import_run WHERE org_id = :org AND id = :id;

-- :import_refused_insert (org int, run int, line int, cells text, reason text)
INSERT INTO import_refused (org_id, run_id, line, cells, reason) VALUES (:org, :run, :line, :cells, :reason);

-- :import_refused_list (org int, run int, limit int)
SELECT line, reason, cells FROM import_refused WHERE org_id = :org AND run_id = :run ORDER BY line LIMIT :limit;

-- :import_people (org int)
SELECT id, number, starts_on, ends_on FROM staff WHERE org_id = :org;

-- :import_aliases (org int)
SELECT folded, course FROM course_alias WHERE org_id = :org;

-- :import_completion_known (org int, staff int, course text, done_on day)
SELECT id FROM completion
WHERE org_id = :org AND staff_id = :staff AND course = :course AND done_on = :done_on LIMIT 1;

-- :import_staff (org int)
SELECT s.id, s.number, s.badge, p.user_name, s.manager_id, s.ends_on, s.missing
FROM staff s LEFT JOIN person p ON p.id = s.person_id WHERE s.org_id = :org ORDER BY s.id;

-- :import_staff_manager (org int, id int, manager ref)
UPDATE staff SET manager_id = :manager WHERE org_id = :org AND id = :id;

-- :import_staff_missing (org int, id int)
UPDATE staff SET missing = 1 WHERE org_id = :org AND id = :id;

-- :import_groups (org int)
SELECT folded FROM staff_group WHERE org_id = :org;

-- :import_file_insert (org int, id int, kind int, stored_as text, file_name text, profile text, mapping text, part int, at int)
INSERT INTO import_file (org_id, id, kind, stored_as, file_name, profile, mapping, part, at)
VALUES (:org, :id, :kind, :stored_as, :file_name, :profile, :mapping, :part, :at);

-- :import_file_read (org int, id int)
SELECT id, kind, stored_as, file_name, profile, mapping, part, at, run_id FROM import_file
WHERE org_id = :org AND id = :id;

-- :import_file_list (org int, staff int, limit int)
SELECT id, kind, stored_as, file_name, profile, mapping, part, at, run_id FROM import_file
WHERE org_id = :org AND run_id IS NULL AND (:staff = 1 OR kind <> 0) ORDER BY at DESC, id DESC LIMIT :limit;

-- :import_file_map (org int, id int, profile text, mapping text)
UPDATE import_file SET profile = :profile, mapping = :mapping WHERE org_id = :org AND id = :id;

-- Only one run takes a file.
-- :import_file_taken (org int, id int, run int)
UPDATE import_file SET run_id = :run WHERE org_id = :org AND id = :id AND run_id IS NULL;

-- :import_file_drop (org int, id int)
DELETE FROM import_file WHERE org_id = :org AND id = :id AND run_id IS NULL;

-- every organisation: what nobody came back for
-- :import_file_sweep (before int)
DELETE FROM import_file WHERE at < :before;
