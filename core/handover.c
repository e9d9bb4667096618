/* handover.c - what a person holds passes to others, all of it or nothing. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "handover_priv.h"
#include "holder.h"
#include "jsonw.h"
#include "sql.h"

/* What the unit works on. */
struct work {
	struct handover *h;
	day today;
};

const char *
handover_advice(enum handover_fault fault)
{
	switch (fault) {
	case HANDOVER_NOTHING:
		return "Select what is to be handed over";
	case HANDOVER_TO_SELF:
		return "Choose somebody else: they hold this already";
	case HANDOVER_ELSEWHERE:
		return "Choose somebody who has a part in this organisation";
	case HANDOVER_CLOSED:
		return "Choose somebody whose account is open";
	case HANDOVER_DAYS:
		return "Enter the first and the last day of the absence. The "
		       "last day must be today or later, and not before the "
		       "first";
	case HANDOVER_NO_DEPUTY:
		return "Only duties, requirements and actions can have a "
		       "deputy";
	case HANDOVER_NO_STAFF:
		return "Choose somebody who is on the list of staff with this "
		       "account: only they can manage staff";
	case HANDOVER_GONE:
		return "This is not theirs any more. Look at the list again";
	case HANDOVER_AWAY:
		return "Somebody stands in for this already";
	case HANDOVER_FINE:
		break;
	}
	return "";
}

static bool
absence(const struct handover *h)
{
	return h->from_on != DAY_NONE || h->until_on != DAY_NONE;
}

static enum err
refuse(struct handover *h, enum handover_fault fault, size_t at)
{
	h->fault = fault;
	h->at = at;
	return fault == HANDOVER_GONE || fault == HANDOVER_AWAY ? ERR_CONFLICT
								: ERR_INVALID;
}

/* What can be judged without looking anything up. */
static enum err
judge(struct handover *h, day today)
{
	size_t i;

	h->fault = HANDOVER_FINE;
	h->at = 0;
	if (h->n == 0)
		return refuse(h, HANDOVER_NOTHING, 0);
	if (absence(h) && (h->from_on == DAY_NONE || h->until_on == DAY_NONE ||
			      h->until_on < h->from_on || h->until_on < today))
		return refuse(h, HANDOVER_DAYS, 0);
	for (i = 0; i < h->n; i++) {
		if (h->v[i].to == h->from)
			return refuse(h, HANDOVER_TO_SELF, i);
		if (absence(h) && !held_deputized(h->v[i].kind))
			return refuse(h, HANDOVER_NO_DEPUTY, i);
	}
	return OK;
}

/* Whoever is to have the i-th, with a holder of theirs. */
static enum err
receive(struct passing *p, struct handover *h, size_t i)
{
	struct holder to = { .kind = HOLDER_PERSON, .key = h->v[i].to };
	enum err e;

	if (i > 0 && p->to.person == h->v[i].to)
		return OK;
	e = party_read(p->db, p->arena, p->head->org, h->v[i].to, &p->to);
	if (e == ERR_NOTFOUND || (e == OK && !p->to.here))
		return refuse(h, HANDOVER_ELSEWHERE, i);
	if (e != OK)
		return e;
	if (p->to.closed)
		return refuse(h, HANDOVER_CLOSED, i);
	to.id = p->to.holder;
	e = holder_keep(p->db, p->head, &to);
	p->to.holder = to.id;
	return e;
}

static enum err
pass(struct passing *p, struct handover *h, size_t i)
{
	enum err e;

	p->move = h->v[i];
	if (absence(h)) {
		e = pass_for_days(p, h);
		return e == ERR_CONFLICT   ? refuse(h, HANDOVER_AWAY, i)
		       : e == ERR_NOTFOUND ? refuse(h, HANDOVER_GONE, i)
					   : e;
	}
	e = pass_for_good(p);
	return e == ERR_CONFLICT  ? refuse(h, HANDOVER_GONE, i)
	       : e == ERR_INVALID ? refuse(h, HANDOVER_NO_STAFF, i)
				  : e;
}

static void
describe_move(struct jsonw *w, const struct handover_move *m)
{
	jsonw_open(w, NULL, '{');
	jsonw_text(w, "kind", held_name(m->kind));
	jsonw_int(w, "id", m->key);
	jsonw_int(w, "to", m->to);
	jsonw_close(w, '}');
}

/* One row for the whole; the newest receiver stands for all of them. */
static enum err
note(struct passing *p, const struct handover *h)
{
	char on[DAY_TEXT_SIZE];
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;
	size_t i;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "user", p->from.user);
	jsonw_int(&w, "things", (int64_t)h->n);
	if (absence(h)) {
		day_text(h->from_on, on);
		jsonw_text(&w, "from", on);
		day_text(h->until_on, on);
		jsonw_text(&w, "until", on);
	}
	jsonw_open(&w, "moves", '[');
	for (i = 0; i < h->n; i++)
		describe_move(&w, &h->v[i]);
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	e = audit_add(p->db, p->head,
	    absence(h) ? "handover.away" : "handover.move", h->from,
	    buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
move_all(struct passing *p, struct handover *h)
{
	enum err e;
	size_t i;

	e = party_read(p->db, p->arena, p->head->org, h->from, &p->from);
	for (i = 0; i < h->n && e == OK; i++)
		if ((e = receive(p, h, i)) == OK)
			e = pass(p, h, i);
	return e == OK ? note(p, h) : e;
}

static enum err
unit(struct db *db, struct db_head *head, void *arg)
{
	const struct work *w = arg;
	struct passing p = { .db = db, .head = head, .today = w->today };
	enum err e;

	p.arena = arena_open();
	e = move_all(&p, w->h);
	arena_close(p.arena);
	return e;
}

enum err
handover_do(struct db *db, struct unit *u, struct handover *h, day today)
{
	struct work w = { h, today };
	enum err e = judge(h, today);

	return e == OK ? db_write(db, u, unit, &w) : e;
}
