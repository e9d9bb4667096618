-- :batch_insert (org int, id int, pack int, source int, owner text, complete int, opens int, over int, names int, at int, by text)
INSERT INTO batch (org_id, id, pack_id, source_id, owner, complete, opens, over, names, made_at, made_by,
	act, act_at, act_by, act_name, act_sites)
VALUES (:org, :id, :pack, :source, :owner, :complete, :opens, :over, :names, :at, :by, 0, NULL, NULL, '', 0);

-- :batch_requirement_insert (org int, batch int, number text)
INSERT INTO batch_requirement (org_id, batch_id, number) VALUES (:org, :batch, :number);

-- :batch_requirement_count (org int, batch int)
SELECT count(*) FROM batch_requirement WHERE org_id = :org AND batch_id = :batch;

-- :batch_requirements (org int, batch int)
SELECT number FROM batch_requirement WHERE org_id = :org AND batch_id = :batch ORDER BY number;

-- :batch_read (org int, id int)
SELECT b.id, b.org_id, b.pack_id, b.source_id, p.version, p.org_type, p.title, o.code, o.name, b.owner, b.complete,
	b.opens, b.over, b.names, b.made_at, COALESCE((SELECT w.name FROM person w WHERE w.user_name = b.made_by), b.made_by),
	b.act, b.act_at, b.act_by, COALESCE((SELECT w.name FROM person w WHERE w.user_name = b.act_name), b.act_name),
	b.act_sites
FROM batch b JOIN pack p ON p.id = b.pack_id JOIN org o ON o.id = b.source_id
WHERE b.org_id = :org AND b.id = :id;

-- :batch_count (org int)
SELECT count(*) FROM batch WHERE org_id = :org;

-- :batch_list (org int)
SELECT b.id, b.org_id, b.pack_id, b.source_id, p.version, p.org_type, p.title, o.code, o.name, b.owner, b.complete,
	b.opens, b.over, b.names, b.made_at, COALESCE((SELECT w.name FROM person w WHERE w.user_name = b.made_by), b.made_by),
	b.act, b.act_at, b.act_by, COALESCE((SELECT w.name FROM person w WHERE w.user_name = b.act_name), b.act_name),
	b.act_sites
FROM batch b JOIN pack p ON p.id = b.pack_id JOIN org o ON o.id = b.source_id
WHERE b.org_id = :org ORDER BY b.made_at DESC, b.id DESC;

-- :batch_counts (org int, batch int)
SELECT count(*), COALESCE(SUM(CASE WHEN state = 0 AND excluded = 0 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN state = 1 AND excluded = 0 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN state = 2 AND excluded = 0 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN state = 3 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN excluded = 1 AND state <> 3 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN excluded = 1 AND state = 1 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN why <> '' THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN waits <> 0 THEN 1 ELSE 0 END), 0), COALESCE(SUM(kept), 0)
FROM batch_site WHERE org_id = :org AND batch_id = :batch;

-- ---- which sites ----

-- :batch_part (org int, code text)
SELECT id FROM org WHERE parent_id = :org AND code = :code;

-- :batch_site_coded (org int, batch int, code text)
SELECT s.site_id, s.state, s.excluded FROM org o JOIN batch_site s ON s.site_id = o.id
WHERE o.code = :code AND s.org_id = :org AND s.batch_id = :batch;

-- :batch_site_insert (org int, batch int, site int, at int, by text)
INSERT INTO batch_site (org_id, batch_id, site_id, state, excluded, waits, told, at, by_name, why, kept)
VALUES (:org, :batch, :site, 0, 0, 0, 1, :at, :by, '', 0);

-- Whoever was undone is chosen again; what was answered stays answered.
-- :batch_site_choose (org int, batch int, site int, at int, by text)
UPDATE batch_site SET excluded = 0, state = CASE WHEN state = 2 THEN 0 ELSE state END, at = :at, by_name = :by, why = ''
WHERE org_id = :org AND batch_id = :batch AND site_id = :site AND state <> 3;

-- :batch_site_exclude (org int, batch int, site int, at int, by text)
UPDATE batch_site SET excluded = 1, waits = 0, at = :at, by_name = :by, why = ''
WHERE org_id = :org AND batch_id = :batch AND site_id = :site AND state <> 3;

-- :batch_new_count (org int, batch int, type text)
SELECT count(*) FROM org o WHERE o.parent_id = :org AND o.type = :type AND NOT EXISTS (SELECT 1 FROM batch_site s
	WHERE s.org_id = :org AND s.batch_id = :batch AND s.site_id = o.id AND s.excluded = 0 AND s.state <> 2);

-- :batch_new_sites (org int, batch int, type text)
SELECT o.code FROM org o WHERE o.parent_id = :org AND o.type = :type AND NOT EXISTS (SELECT 1 FROM batch_site s
	WHERE s.org_id = :org AND s.batch_id = :batch AND s.site_id = o.id AND s.excluded = 0 AND s.state <> 2)
ORDER BY o.code;

-- :batch_sites (org int, batch int, like text, state int, skip int, most int)
SELECT s.site_id, o.code, o.name, o.type, s.state, s.excluded, s.waits, s.at, s.by_name, s.why, s.kept
FROM batch_site s JOIN org o ON o.id = s.site_id
WHERE s.org_id = :org AND s.batch_id = :batch AND (:like = '' OR o.folded LIKE :like ESCAPE '!')
AND (:state < 0 OR (:state < 4 AND s.state = :state AND s.excluded = 0) OR (:state = 4 AND s.excluded = 1)
	OR (:state = 5 AND s.why <> ''))
ORDER BY o.code LIMIT :most OFFSET :skip;

-- :batch_site_count (org int, batch int, like text, state int)
SELECT count(*) FROM batch_site s JOIN org o ON o.id = s.site_id
WHERE s.org_id = :org AND s.batch_id = :batch AND (:like = '' OR o.folded LIKE :like ESCAPE '!')
AND (:state < 0 OR (:state < 4 AND s.state = :state AND s.excluded = 0) OR (:state = 4 AND s.excluded = 1)
	OR (:state = 5 AND s.why <> ''));

-- :batch_site_read (org int, batch int, site int)
SELECT s.site_id, o.code, o.name, o.type, s.state, s.excluded, s.waits, s.at, s.by_name, s.why, s.kept
FROM batch_site s JOIN org o ON o.id = s.site_id
WHERE s.org_id = :org AND s.batch_id = :batch AND s.site_id = :site;

-- ---- an act, site by site ----

-- :batch_act (org int, id int, act int, at int, by_person ref, by text, sites int)
UPDATE batch SET act = :act, act_at = :at, act_by = :by_person, act_name = :by, act_sites = :sites
WHERE org_id = :org AND id = :id;

-- What is answered: those chosen.  Published: those and the ones answered.
-- Undone: those answered, chosen still or not.
-- :batch_wait_all (org int, batch int, act int)
UPDATE batch_site SET waits = :act WHERE org_id = :org AND batch_id = :batch
AND ((:act = 1 AND excluded = 0 AND state = 0) OR (:act = 2 AND excluded = 0 AND state IN (0, 1))
	OR (:act = 3 AND state = 1));

-- :batch_wait_one (org int, batch int, act int, site int)
UPDATE batch_site SET waits = :act WHERE org_id = :org AND batch_id = :batch AND site_id = :site
AND ((:act = 1 AND excluded = 0 AND state = 0) OR (:act = 2 AND excluded = 0 AND state IN (0, 1))
	OR (:act = 3 AND state = 1));

-- :batch_wait_none (org int, batch int)
UPDATE batch_site SET waits = 0 WHERE org_id = :org AND batch_id = :batch AND waits <> 0;

-- :batch_waiting (org int, batch int)
SELECT count(*) FROM batch_site WHERE org_id = :org AND batch_id = :batch AND waits <> 0;

-- :batch_next (org int, batch int, act int)
SELECT site_id FROM batch_site WHERE org_id = :org AND batch_id = :batch AND waits = :act ORDER BY site_id LIMIT 1;

-- :batch_waits (org int, batch int, site int)
SELECT waits FROM batch_site WHERE org_id = :org AND batch_id = :batch AND site_id = :site;

-- :batch_would_sites (org int, batch int)
SELECT o.code FROM batch_site s JOIN org o ON o.id = s.site_id
WHERE s.org_id = :org AND s.batch_id = :batch AND s.excluded = 0 AND s.state IN (0, 1) ORDER BY o.code;

-- :batch_site_done (org int, batch int, site int, state int, at int, by text, kept int)
UPDATE batch_site SET state = :state, waits = 0, told = 0, at = :at, by_name = :by, why = '', kept = :kept
WHERE org_id = :org AND batch_id = :batch AND site_id = :site;

-- Since the last act began: where it was done, and where not.
-- :batch_result (org int, batch int, state int, since int)
SELECT COALESCE(SUM(CASE WHEN why = '' AND state = :state THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN why <> '' THEN 1 ELSE 0 END), 0)
FROM batch_site WHERE org_id = :org AND batch_id = :batch AND at >= :since;

-- :batch_site_blocked (org int, batch int, site int, at int, by text, why text)
UPDATE batch_site SET waits = 0, told = 0, at = :at, by_name = :by, why = :why
WHERE org_id = :org AND batch_id = :batch AND site_id = :site;

-- :batch_line_insert (org int, batch int, id int, site int, number text, what int, at int, by text, why text)
INSERT INTO batch_line (org_id, batch_id, id, site_id, number, what, at, by_name, why)
VALUES (:org, :batch, :id, :site, :number, :what, :at, :by, :why);

-- :batch_lines (org int, batch int)
SELECT o.code, o.name, l.number, l.what, l.at, COALESCE((SELECT p.name FROM person p WHERE p.user_name = l.by_name),
	l.by_name), l.why
FROM batch_line l JOIN org o ON o.id = l.site_id
WHERE l.org_id = :org AND l.batch_id = :batch ORDER BY l.id;

-- :batch_lines_of (org int, batch int, site int, most int)
SELECT l.number, l.what, l.at, COALESCE((SELECT p.name FROM person p WHERE p.user_name = l.by_name), l.by_name), l.why
FROM batch_line l WHERE l.org_id = :org AND l.batch_id = :batch AND l.site_id = :site ORDER BY l.id DESC LIMIT :most;

-- :batch_untold_count (org int, batch int)
SELECT count(*) FROM batch_site WHERE org_id = :org AND batch_id = :batch AND told = 0;

-- :batch_untold (org int, batch int)
SELECT o.code, s.state, s.why FROM batch_site s JOIN org o ON o.id = s.site_id
WHERE s.org_id = :org AND s.batch_id = :batch AND s.told = 0 ORDER BY o.code;

-- :batch_told (org int, batch int)
UPDATE batch_site SET told = 1 WHERE org_id = :org AND batch_id = :batch AND told = 0;

-- ---- what was there before, and putting it back; org is the site ----

-- :batch_keep_answer (org int, batch int, answer int)
INSERT INTO batch_answer (org_id, batch_id, answer_id, edition, state, level, not_relevant, target_level, evidence,
	plan_state, owner, target_on, plan, plan_accepted_at, plan_accepted_by, nr_record, completed_by, confirmed_by,
	owner_id, deputy_id, due_on)
SELECT org_id, :batch, id, edition + 1, state, level, not_relevant, target_level, evidence,
	plan_state, owner, target_on, plan, plan_accepted_at, plan_accepted_by, nr_record, completed_by, confirmed_by,
	owner_id, deputy_id, due_on
FROM answer WHERE org_id = :org AND id = :answer;

-- :batch_keep_criteria (org int, batch int, answer int)
INSERT INTO batch_criterion (org_id, batch_id, answer_id, criterion_id, met, comment, owner_id)
SELECT org_id, :batch, answer_id, criterion_id, met, comment, owner_id
FROM answer_criterion WHERE org_id = :org AND answer_id = :answer;

-- :batch_keep_evidence (org int, batch int, assessment int, answer int)
INSERT INTO batch_evidence (org_id, batch_id, answer_id, id, title, reference, owner_id, review_on, holding_id)
SELECT org_id, :batch, answer_id, id, title, reference, owner_id, review_on, holding_id
FROM evidence WHERE org_id = :org AND assessment_id = :assessment AND answer_id = :answer;

-- :batch_keep_shown (org int, batch int, assessment int, answer int)
INSERT INTO batch_shown (org_id, batch_id, answer_id, evidence_id, criterion_id, position)
SELECT k.org_id, :batch, e.answer_id, k.evidence_id, k.criterion_id, k.position
FROM evidence e JOIN evidence_criterion k ON k.org_id = e.org_id AND k.evidence_id = e.id
WHERE e.org_id = :org AND e.assessment_id = :assessment AND e.answer_id = :answer;

-- :batch_kept_count (org int, batch int)
SELECT count(*) FROM batch_answer WHERE org_id = :org AND batch_id = :batch;

-- :batch_kept (org int, batch int)
SELECT b.answer_id, a.assessment_id, q.number, b.edition, a.edition, COALESCE((SELECT p.name FROM person p
	WHERE p.user_name = a.changed_by), a.changed_by, ''), b.owner_id
FROM batch_answer b JOIN answer a ON a.org_id = b.org_id AND a.id = b.answer_id
JOIN requirement q ON q.id = a.requirement_id
WHERE b.org_id = :org AND b.batch_id = :batch ORDER BY q.number;

-- Whose it is stays where the batch did not give it to anybody.
-- :batch_put_answer (org int, batch int, answer int, owners int, at int, by text)
UPDATE answer SET (state, level, not_relevant, target_level, evidence, plan_state, owner, target_on, plan,
	plan_accepted_at, plan_accepted_by, nr_record, completed_by, confirmed_by, owner_id, deputy_id, due_on) =
	(SELECT b.state, b.level, b.not_relevant, b.target_level, b.evidence, b.plan_state,
		CASE WHEN :owners = 1 THEN b.owner ELSE answer.owner END, b.target_on, b.plan, b.plan_accepted_at,
		b.plan_accepted_by, b.nr_record, b.completed_by, b.confirmed_by,
		CASE WHEN :owners = 1 THEN b.owner_id ELSE answer.owner_id END,
		CASE WHEN :owners = 1 THEN b.deputy_id ELSE answer.deputy_id END, b.due_on
	FROM batch_answer b WHERE b.org_id = :org AND b.batch_id = :batch AND b.answer_id = :answer),
	edition = edition + 1, changed_at = :at, changed_by = :by
WHERE org_id = :org AND id = :answer;

-- :batch_put_criteria (org int, batch int, answer int)
INSERT INTO answer_criterion (org_id, answer_id, criterion_id, met, comment, owner_id)
SELECT org_id, answer_id, criterion_id, met, comment, owner_id
FROM batch_criterion WHERE org_id = :org AND batch_id = :batch AND answer_id = :answer;

-- Nothing is given back to whoever cannot act any more.
-- :batch_put_evidence (org int, batch int, assessment int, answer int)
INSERT INTO evidence (org_id, id, assessment_id, answer_id, title, reference, owner_id, review_on, holding_id)
SELECT e.org_id, e.id, :assessment, e.answer_id, e.title, e.reference,
	CASE WHEN EXISTS (SELECT 1 FROM holder h LEFT JOIN person p ON p.id = h.person_id
		LEFT JOIN work_group g ON g.org_id = h.org_id AND g.id = h.group_id
		LEFT JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
		WHERE h.org_id = e.org_id AND h.id = e.owner_id AND COALESCE(p.closed, g.closed, d.closed) = 0)
		THEN e.owner_id END, e.review_on, e.holding_id
FROM batch_evidence e WHERE e.org_id = :org AND e.batch_id = :batch AND e.answer_id = :answer;

-- :batch_put_shown (org int, batch int, answer int)
INSERT INTO evidence_criterion (org_id, evidence_id, criterion_id, position)
SELECT org_id, evidence_id, criterion_id, position
FROM batch_shown WHERE org_id = :org AND batch_id = :batch AND answer_id = :answer;

-- :batch_drop_shown (org int, batch int, answer int)
DELETE FROM batch_shown WHERE org_id = :org AND batch_id = :batch AND answer_id = :answer;

-- :batch_drop_evidence (org int, batch int, answer int)
DELETE FROM batch_evidence WHERE org_id = :org AND batch_id = :batch AND answer_id = :answer;

-- :batch_drop_criteria (org int, batch int, answer int)
DELETE FROM batch_criterion WHERE org_id = :org AND batch_id = :batch AND answer_id = :answer;

-- :batch_drop_answer (org int, batch int, answer int)
DELETE FROM batch_answer WHERE org_id = :org AND batch_id = :batch AND answer_id = :answer;
