/* heads.c - noted entries: read, looked up, ticked off. */
#include <stdlib.h>
#include <string.h>

#include "heads.h"

void
heads_clear(struct heads *h)
{
	free(h->v);
	*h = (struct heads){ 0 };
}

bool
heads_add(struct heads *h, const char *text)
{
	const char *seq = strchr(text, ':'), *hash;
	struct head *v;

	if (seq == NULL || (hash = strchr(seq + 1, ':')) == NULL ||
	    h->n == HEADS_MAX)
		return false;
	if (h->v == NULL && (h->v = calloc(HEADS_MAX, sizeof(*h->v))) == NULL)
		abort();
	v = &h->v[h->n];
	*v = (struct head){ 0 };
	if (!entry_code(text, (size_t)(seq - text)) ||
	    !entry_number(seq + 1, (size_t)(hash - seq - 1), &v->seq) ||
	    v->seq == 0 || !entry_hash(hash + 1, strlen(hash + 1), v->hash))
		return false;
	memcpy(v->org, text, (size_t)(seq - text));
	h->n++;
	h->sorted = false;
	return true;
}

long
heads_read(struct heads *h, FILE *f)
{
	char line[ENTRY_CODE_SIZE + 24 + 2 * CHAIN_HASH];
	long number = 0;
	size_t n;

	while (fgets(line, sizeof(line), f) != NULL) {
		number++;
		n = strlen(line);
		if (n > 0 && line[n - 1] == '\n')
			line[n - 1] = '\0';
		if (!heads_add(h, line))
			return number;
	}
	if (ferror(f))
		return -1;
	return number == 0; /* nothing noted: not what was meant */
}

static int
order(const void *a, const void *b)
{
	const struct head *x = a, *y = b;
	int by_org = strcmp(x->org, y->org);

	return by_org != 0 ? by_org : (x->seq > y->seq) - (x->seq < y->seq);
}

bool
heads_match(struct heads *h, const struct entry *e)
{
	struct head key = { .seq = e->row.seq };
	size_t low = 0, high = h->n, mid;
	bool match = true;

	if (h->n == 0)
		return true;
	if (!h->sorted)
		qsort(h->v, h->n, sizeof(*h->v), order);
	h->sorted = true;
	memcpy(key.org, e->row.org, strlen(e->row.org));
	while (low < high) {
		mid = (low + high) / 2;
		if (order(&h->v[mid], &key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	/* The same entry may have been noted more than once. */
	for (; low < h->n && order(&h->v[low], &key) == 0; low++) {
		h->v[low].seen = true;
		match =
		    match && memcmp(h->v[low].hash, e->hash, CHAIN_HASH) == 0;
	}
	return match;
}

const struct head *
heads_missing(const struct heads *h)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if (!h->v[i].seen)
			return &h->v[i];
	return NULL;
}
