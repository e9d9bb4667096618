/* stood_set.h - a moment of a year, and whether it is told as it was. */
#ifndef STOOD_SET_H
#define STOOD_SET_H
#include "stage_set.h"
#include "stood.h"

/* What there was right after a change. */
struct moment {
	int64_t at;
	enum assessment_state state;
	struct answer answers[SET_REQUIREMENTS];
	struct standing standings[SET_REQUIREMENTS];
	struct score score;
};

static inline void
take_moment(struct year *y, struct moment *m)
{
	struct answer_row *rows;
	struct standing *v;
	size_t i;

	year_find(y);
	m->at = clock_now();
	while (clock_now() <= m->at)
		;
	m->state = y->s.state;
	assert_err(
	    answer_list(y->r->db, y->r->arena, &y->s, y->set, &rows), OK);
	assert_err(
	    assessment_standings(y->r->db, y->r->arena, &y->s, y->set, &v), OK);
	for (i = 0; i < SET_REQUIREMENTS; i++) {
		m->answers[i] = year_read(y, i);
		m->answers[i].row.level = rows[i].level;
		m->answers[i].row.capped = rows[i].capped;
		m->answers[i].row.exempt = rows[i].exempt;
		m->standings[i] = v[i];
	}
	score_sum(y->set, v, SCORE_ALL, &m->score);
}

static inline void
same_answer(const struct answer *was, const struct answer *is)
{
	size_t i, k;

	assert_int_equal(is->row.state, was->row.state);
	assert_int_equal(is->row.level, was->row.level);
	assert_int_equal(is->row.claimed, was->row.claimed);
	assert_int_equal(is->row.capped, was->row.capped);
	assert_int_equal(is->row.exempt, was->row.exempt);
	assert_int_equal(is->row.not_relevant, was->row.not_relevant);
	assert_int_equal(is->row.target_level, was->row.target_level);
	assert_int_equal(is->row.target_on, was->row.target_on);
	assert_int_equal(is->row.plan_accepted, was->row.plan_accepted);
	assert_string_equal(is->row.owner, was->row.owner);
	assert_string_equal(is->plan, was->plan);
	assert_int_equal(is->evidence.n, was->evidence.n);
	for (i = 0; i < was->evidence.n; i++) {
		assert_string_equal(
		    is->evidence.v[i].title, was->evidence.v[i].title);
		assert_string_equal(
		    is->evidence.v[i].reference, was->evidence.v[i].reference);
		for (k = 0; k < SET_CRITERIA; k++)
			assert_int_equal(is->evidence.v[i].shows[k],
			    was->evidence.v[i].shows[k]);
	}
	for (k = 0; k < SET_CRITERIA; k++) {
		assert_int_equal(is->met[k], was->met[k]);
		assert_string_equal(is->comment[k], was->comment[k]);
	}
}

static inline void
same_moment(struct year *y, const struct moment *m)
{
	struct stood w;
	struct score s;
	size_t i;

	assert_err(
	    stood_at(y->r->db, y->r->arena, &y->s, y->set, m->at, &w), OK);
	assert_int_equal(w.state, m->state);
	for (i = 0; i < SET_REQUIREMENTS; i++) {
		same_answer(&m->answers[i], &w.answers[i]);
		assert_memory_equal(
		    &w.standings[i], &m->standings[i], sizeof(m->standings[i]));
	}
	score_sum(y->set, w.standings, SCORE_ALL, &s);
	assert_memory_equal(&s, &m->score, sizeof(s));
}
#endif
