/* carry.c - last year's answers into the year that is opened. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "carry_priv.h"
#include "figure.h"
#include "owner_priv.h"
#include "text.h"

/* One answer on its way. */
struct passage {
	struct carriage *carriage;
	const struct requirement *was, *is;
	struct answer old, now;
	size_t place[CRITERIA_MAX]; /* of each criterion of `is` in `was` */
	bool gone[CRITERIA_MAX];    /* criteria of `was` without a place */
};

static bool
some(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static struct carried_line *
leave(const struct passage *p, enum carried_kind kind, const char *text)
{
	return carry_leave(p->carriage, p->was, kind, text);
}

/* ---- criteria, and the evidence for them ---- */

static void
translate(struct passage *p)
{
	struct answer *now = &p->now;
	size_t i, v;

	for (i = 0; i < CRITERIA_MAX; i++) {
		now->met[i] = false;
		now->comment[i] = now->criterion_owner[i] = "";
		now->criterion_owner_id[i] = 0;
	}
	for (i = 0; i < p->was->criteria.n; i++)
		p->gone[i] = true;
	for (i = 0; i < p->is->criteria.n; i++) {
		size_t j = p->place[i];

		if (j == CRITERIA_MAX)
			continue;
		p->gone[j] = false;
		now->met[i] = p->old.met[j];
		now->comment[i] = p->old.comment[j];
		now->criterion_owner[i] = p->old.criterion_owner[j];
		now->criterion_owner_id[i] = p->old.criterion_owner_id[j];
		for (v = 0; v < now->evidence.n; v++)
			now->evidence.v[v].shows[i] =
			    p->old.evidence.v[v].shows[j];
	}
}

/* Of those that are gone: are any of these set? */
static const char *
codes_gone(const struct passage *p, const bool *set)
{
	bool both[CRITERIA_MAX] = { false };
	size_t i;

	for (i = 0; i < p->was->criteria.n; i++)
		both[i] = set[i] && p->gone[i];
	return carry_codes(p->carriage->arena, p->was, both);
}

static void
leave_criteria(const struct passage *p)
{
	const char *codes = codes_gone(p, p->old.met);
	size_t i;

	if (codes[0] != '\0')
		leave(p, CARRIED_TICK, "")->criteria = codes;
	for (i = 0; i < p->was->criteria.n; i++) {
		const char *code = p->was->criteria.v[i].code;

		if (!p->gone[i])
			continue;
		if (some(p->old.comment[i]))
			leave(p, CARRIED_COMMENT, p->old.comment[i])->criteria =
			    code;
		if (some(p->old.criterion_owner[i]))
			leave(p, CARRIED_CRITERION_OWNER,
			    p->old.criterion_owner[i])
			    ->criteria = code;
	}
}

/* A piece from `from` on has no room; of the others the place may be gone. */
static void
leave_evidence(const struct passage *p, size_t from)
{
	size_t i;

	for (i = 0; i < p->old.evidence.n; i++) {
		const struct evidence *v = &p->old.evidence.v[i];
		struct carried_line *l;
		const char *codes;

		if (i < from) {
			codes = codes_gone(p, v->shows);
			if (codes[0] != '\0')
				leave(p, CARRIED_LINK, v->title)->criteria =
				    codes;
			continue;
		}
		l = leave(p, CARRIED_EVIDENCE, v->title);
		l->criteria = carry_codes(p->carriage->arena, p->was, v->shows);
		l->about = v->reference;
	}
}

/* ---- who and when ---- */

static void
leave_name(const struct passage *p, enum carried_kind kind, const char *was,
    const char *is, const char *taken, const char *about)
{
	struct carried_line *l;

	if (!some(was) || some(is))
		return;
	l = leave(p, kind, was);
	l->taken = taken;
	l->about = about;
}

static void
pass_owners(struct passage *p)
{
	struct carriage *c = p->carriage;
	struct answer *now = &p->now;
	const struct answer before = *now;
	const char *owner;
	size_t i;

	owner_carry(&c->open, now);
	owner = now->row.owner;
	leave_name(
	    p, CARRIED_OWNER, before.row.owner, owner, c->first.name, "");
	if (!some(owner))
		owner = now->row.owner = c->first.name;
	/* Nobody is their own deputy. */
	if (text_same(now->deputy, owner))
		now->deputy = "";
	leave_name(p, CARRIED_DEPUTY, before.deputy, now->deputy, "", "");
	for (i = 0; i < p->is->criteria.n; i++)
		if (some(before.criterion_owner[i]) &&
		    !some(now->criterion_owner[i])) {
			struct carried_line *l = leave(p,
			    CARRIED_CRITERION_OWNER, before.criterion_owner[i]);

			l->criteria = p->was->criteria.v[p->place[i]].code;
			l->taken = owner;
		}
	for (i = 0; i < now->evidence.n; i++)
		leave_name(p, CARRIED_EVIDENCE_OWNER,
		    p->old.evidence.v[i].owner, now->evidence.v[i].owner, owner,
		    now->evidence.v[i].title);
}

/* A day that has passed is last year's; true where there is one. */
static bool
passed(const struct carriage *c, day on)
{
	return on != 0 && on != DAY_NONE && on < c->on;
}

static void
leave_day(const struct passage *p, enum carried_kind kind, day on)
{
	char text[DAY_TEXT_SIZE];

	day_text(on, text);
	leave(p, kind, arena_text(p->carriage->arena, text));
}

static void
pass_days(struct passage *p)
{
	if (passed(p->carriage, p->old.row.target_on)) {
		leave_day(p, CARRIED_TARGET, p->old.row.target_on);
		p->now.row.target_on = DAY_NONE;
	}
	p->now.due_on = p->old.due_on;
	if (passed(p->carriage, p->old.due_on)) {
		leave_day(p, CARRIED_DUE, p->old.due_on);
		p->now.due_on = DAY_NONE;
	}
}

/* ---- the whole of it ---- */

static enum err
leave_override(const struct passage *p)
{
	const struct carriage *c = p->carriage;
	struct override x;
	enum err e;

	if (!p->was->training)
		return OK;
	e = override_read(c->db, c->arena, c->from, p->was, &x);
	if (e == OK && x.reason != NULL)
		leave(p, CARRIED_OVERRIDE, x.reason);
	return e == ERR_NOTFOUND ? OK : e;
}

static void
pass_evidence(struct passage *p)
{
	struct answer *now = &p->now;
	size_t i;

	if (now->evidence.n > EVIDENCE_MOST)
		now->evidence.n = EVIDENCE_MOST;
	now->evidence.v = arena_array(
	    p->carriage->arena, p->old.evidence.n, sizeof(*now->evidence.v));
	for (i = 0; i < now->evidence.n; i++) {
		now->evidence.v[i] = p->old.evidence.v[i];
		memset(now->evidence.v[i].shows, 0,
		    sizeof(now->evidence.v[i].shows));
	}
}

static enum err
pass(struct carriage *c, const struct requirement *was,
    const struct requirement *is)
{
	struct passage p = { .carriage = c, .was = was, .is = is };
	enum err e;

	if ((e = answer_read(c->db, c->arena, c->from, was, &p.old)) != OK)
		return e;
	p.now = p.old;
	carry_place(was, is, p.place);
	pass_evidence(&p);
	translate(&p);
	leave_criteria(&p);
	leave_evidence(&p, p.now.evidence.n);
	if (p.old.row.not_relevant && is->nr_reason == NULL) {
		leave(&p, CARRIED_NOT_RELEVANT, p.old.nr_record);
		p.now.row.not_relevant = false;
	}
	pass_owners(&p);
	pass_days(&p);
	if (p.old.row.plan_accepted)
		leave(&p, CARRIED_ACCEPTANCE, p.old.plan);
	if ((e = leave_override(&p)) != OK)
		return e;
	return answer_write(c->db, c->head, c->to, is, &p.now,
	    ANSWER_TO_RECONFIRM, "answer.carry");
}

/* Nothing goes on as this one: all that was said of it. */
static enum err
leave_whole(struct carriage *c, const struct requirement *was,
    const struct requirement *heir)
{
	struct passage p = { .carriage = c, .was = was };
	enum err e = answer_read(c->db, c->arena, c->from, was, &p.old);
	size_t i;

	if (e != OK)
		return e;
	for (i = 0; i < CRITERIA_MAX; i++)
		p.gone[i] = true;
	leave(&p, heir != NULL ? CARRIED_MERGED : CARRIED_REMOVED, was->title);
	leave_criteria(&p);
	leave_evidence(&p, 0);
	if (p.old.row.not_relevant)
		leave(&p, CARRIED_NOT_RELEVANT, p.old.nr_record);
	if (p.old.plan[0] != '\0')
		leave(&p, CARRIED_PLAN, p.old.plan);
	return leave_override(&p);
}

/* What was exempt last year counts again, unless it is exempt this year too. */
static enum err
leave_exemptions(struct carriage *c)
{
	bool *was, *is;
	enum err e;
	size_t i;

	if ((e = answer_exempt(c->db, c->arena, c->from, c->was, &was)) != OK ||
	    (e = answer_exempt(c->db, c->arena, c->to, c->is, &is)) != OK)
		return e;
	for (i = 0; i < c->was->requirements.n; i++)
		if (was[i] && c->heir[i] != NULL &&
		    !is[c->heir[i] - c->is->requirements.v])
			carry_leave(c, &c->was->requirements.v[i],
			    CARRIED_EXEMPTION, "");
	return OK;
}

enum err
carry_answers(struct carriage *c)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < c->was->requirements.n && e == OK; i++) {
		const struct requirement *r = &c->was->requirements.v[i];

		if (c->heir[i] == NULL || c->merged[i])
			e = leave_whole(c, r, c->heir[i]);
		else
			e = pass(c, r, c->heir[i]);
	}
	return e == OK ? leave_exemptions(c) : e;
}
