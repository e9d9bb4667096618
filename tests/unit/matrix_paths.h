/* matrix_paths.h - what the addresses and forms of the matrix stand for. */
#ifndef MATRIX_PATHS_H
#define MATRIX_PATHS_H
#include "matrix.h"

enum place { OWN, FOREIGN, NOWHERE };

/* The same for organisations; NULL: the name is none of one. */
static inline const char *
org_stand_in(const struct site *s, const char *pattern, const char *name, int o,
    enum place place)
{
	static char number[24];

	/* The national role sees all there are. */
	if (strncmp(pattern, "/organisations/:id", 18) == 0) {
		snprintf(number, sizeof(number), "%lld",
		    (long long)(place != OWN || name[1] == 'c' ? INT64_MAX
							       : s->org[o].id));
		return number;
	}
	if (strncmp(pattern, "/exemptions/:id", 15) == 0) {
		snprintf(number, sizeof(number), "%lld",
		    (long long)(place != OWN ? INT64_MAX : SITE_EXEMPTION));
		return number;
	}
	if (strncmp(name, ":organisation", 13) != 0)
		return NULL;
	return place == NOWHERE   ? "NONE"
	       : place == FOREIGN ? s->org[o == A ? C : A].code
				  : s->org[o].code;
}

/* The id of what a pattern is about there; a person as a rule. */
static inline int64_t
id_of(struct matrix *m, const char *pattern, const char *name, int of)
{
	struct site *s = m->s;

	return strncmp(pattern, "/groups", 7) == 0         ? s->work_group[of]
	       : strstr(pattern, "groups") != NULL         ? s->group[of]
	       : strstr(pattern, "/frozen/") != NULL       ? site_frozen(s, of)
	       : strstr(pattern, "/plan/action") != NULL   ? s->action[of]
	       : strncmp(name, ":site", 5) == 0            ? s->org[of].id
	       : strncmp(pattern, "/sites/batch", 12) == 0 ? s->batch[of]
	       : strstr(pattern, "kiosks") != NULL ? m->spare[of].kiosk.id
	       : strncmp(name, ":token/revoke", 13) == 0
		   ? m->token[strncmp(pattern, "/people", 7) == 0 ? of : B]
	       : strstr(pattern, "/import/file") != NULL ? s->import_file[of]
	       : strstr(pattern, "/import/run") != NULL  ? s->import_run[of]
							 : s->person[of][0];
}

/* What a name of the pattern stands for. */
static inline const char *
stand_in(struct matrix *m, const char *pattern, const char *name, int o,
    enum place place, int64_t person)
{
	static const char *const versions[] = { "14.1", "15.0", "99" };
	static char number[24];
	struct site *s = m->s;
	int64_t id = id_of(m, pattern, name, place == OWN ? o : B);
	const char *training = training_stand_in(s, s->training,
	    strncmp(name, ":exclusion", 10) == 0 ? name : pattern, o, person,
	    place == OWN, place == FOREIGN);

	if (training != NULL)
		return training;
	if (public_stand_in(s, pattern, name) != NULL)
		return public_stand_in(s, pattern, name);
	if (org_stand_in(s, pattern, name, o, place) != NULL)
		return org_stand_in(s, pattern, name, o, place);
	if (strncmp(name, ":set", 4) == 0) /* nobody's, so everybody's */
		return place != OWN &&
			       (strstr(pattern, "/edit") != NULL ||
				   strstr(pattern, "/withdraw") != NULL ||
				   strstr(pattern, "/reinstate") != NULL)
			   ? "ACU-99-1"
			   : "ACU-14.1-1";
	if (strncmp(name, ":source", 7) == 0)
		return "dpa-1998";
	if (strncmp(name, ":stage", 6) == 0)
		return "baseline";
	if (strncmp(name, ":version", 8) == 0)
		return place == OWN && o == A &&
			       (strstr(pattern, "/publication") != NULL ||
				   strstr(pattern, "/:stage") != NULL ||
				   strstr(pattern, "/supersede") != NULL ||
				   strstr(pattern, "/reviews") != NULL)
			   ? "13.0"
			   : versions[place];
	if (strncmp(name, ":number", 7) == 0 &&
	    strstr(pattern, "/:set/") != NULL)
		return "101";
	if (strncmp(name, ":number", 7) == 0)
		return strstr(pattern, "/plan") != NULL ? m->unplanned[o]
							: m->number[o];
	if (strncmp(pattern, "/duties", 7) == 0)
		return place == OWN       ? OWN_DUTY
		       : place == FOREIGN ? B_DUTY
					  : "own-nothing";
	if (strncmp(name, ":code", 5) == 0)
		return place == OWN       ? "IG-ANNUAL"
		       : place == FOREIGN ? MARK "-1"
					  : "NONE";
	if (strncmp(name, ":initiative", 11) == 0)
		return m->initiative;
	snprintf(number, sizeof(number), "%lld",
	    (long long)(place == NOWHERE ? INT64_MAX : id));
	return number;
}

/* The pattern with what the places of its names stand for. */
static inline void
fill(struct matrix *m, const char *pattern, int o, enum place place,
    int64_t person, char path[200])
{
	const char *at = pattern;
	size_t n = 0;

	for (; *at != '\0'; at++) {
		if (*at != ':') {
			path[n++] = *at;
			continue;
		}
		n += (size_t)snprintf(path + n, 200 - n, "%s",
		    stand_in(m, pattern, at, o, place, person));
		at += strcspn(at, "/") - 1;
	}
	path[n] = '\0';
}

/* Right enough to come as far as the records, and to leave them alone. */
static inline const char *
fields_of(struct matrix *m, const char *pattern, const struct asker *a)
{
	static char text[60];

	if (strcmp(pattern, "/assessment") == 0)
		return "version=14.1";
	if (strcmp(pattern, "/organisation") == 0) {
		snprintf(text, sizeof(text), "org=%lld",
		    (long long)m->s->org[a->o].id);
		return text;
	}
	if (strcmp(pattern, "/assessment/:version/duties") == 0)
		return "name-ig-lead=%01";
	if (strstr(pattern, "/reopen") != NULL)
		return "reason=why";
	if (strcmp(pattern, "/kiosk") == 0 ||
	    strcmp(pattern, "/kiosk/proof") == 0)
		return "field=n-1&n-1=";
	if (strcmp(pattern, "/kiosk/attest/:code") == 0)
		return "today=2026-01-31&version=9";
	if (strstr(pattern, "/import/file") != NULL &&
	    strstr(pattern, "/drop") != NULL)
		return "unknown=1";
	return "";
}
#endif
