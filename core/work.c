/* work.c - what waits for one person, most urgent first. */
#include "work.h"
#include "arena.h"
#include "db.h"
#include "role.h"
#include "sql.h"
#include "training.h"

static const struct {
	const char *name, *title;
} kinds[WORK_KINDS] = {
	[WORK_ANSWER] = { "requirement", "Requirement to answer" },
	[WORK_CONFIRM] = { "confirm", "Requirement to confirm" },
	[WORK_ACTION] = { "action", "Action" },
	[WORK_DUTY] = { "duty", "Duty to accept" },
	[WORK_EVIDENCE] = { "evidence", "Evidence to review" },
	[WORK_TRAINING] = { "training", "Training" },
	[WORK_POLICY] = { "policy", "Policy to read" },
};

const char *
work_kind_name(enum work_kind kind)
{
	return kinds[kind].name;
}

const char *
work_kind_title(enum work_kind kind)
{
	return kinds[kind].title;
}

static void
read_row(struct db *db, struct arena *a, struct work_item *item)
{
	item->kind = (enum work_kind)db_int(db);
	item->due_on = db_day(db);
	item->version = db_text(db, a);
	item->id = db_int(db);
	item->code = db_text(db, a);
	item->title = db_text(db, a);
	item->owner = db_text(db, a);
}

enum err
work_of(struct db *db, struct arena *a, const struct work_asker *who,
    struct work_list *out)
{
	*out = (struct work_list){ NULL, 0 };
	db_list(
	    db, SQL(work_list, .org = who->org, .person = who->person,
		    .reviewer = (who->roles & ROLE_REVIEWER) != 0,
		    .today = who->today, .soon = who->today + WORK_REVIEW_DAYS,
		    .training = who->today + DUE_SOON_DAYS));
	while (db_next(db)) {
		size_t all = (size_t)db_int(db);

		if (out->v == NULL)
			out->v = arena_array(a, all, sizeof(*out->v));
		read_row(db, a, &out->v[out->n++]);
	}
	return db_end(db);
}

bool
work_late(const struct work_item *item, day today)
{
	if (item->due_on == DAY_NONE)
		return false;
	return item->kind == WORK_TRAINING ? item->due_on <= today
					   : item->due_on < today;
}

const char *
work_path(struct arena *a, const struct work_item *item)
{
	switch (item->kind) {
	case WORK_ACTION:
		return arena_printf(a, "/assessment/%s/plan/action/%lld",
		    item->version, (long long)item->id);
	case WORK_DUTY:
		return arena_printf(a, "/duties/%s/accept", item->code);
	case WORK_TRAINING:
		return arena_printf(a, "/training/course/%s", item->code);
	case WORK_POLICY:
		return arena_printf(
		    a, "/training/policies/%lld", (long long)item->id);
	default:
		return arena_printf(a, "/assessment/%s/requirement/%s",
		    item->version, item->code);
	}
}

const char *
work_words(struct arena *a, const struct work_item *item)
{
	if (item->kind == WORK_ANSWER || item->kind == WORK_CONFIRM)
		return arena_printf(
		    a, "%s-%s %s", item->version, item->code, item->title);
	return item->title;
}
