/* role.h - what a person may do in an organisation (behaviour.md section 1). */
#ifndef ROLE_H
#define ROLE_H

/* Bits, so that a session holds several and a route names several. */
enum role {
	ROLE_PUBLIC = 0, /* a route that needs nobody signed in */
	ROLE_STAFF = 1 << 0,
	ROLE_MANAGER = 1 << 1,
	ROLE_ASSESSOR = 1 << 2,
	ROLE_REVIEWER = 1 << 3,
	ROLE_ADMINISTRATOR = 1 << 4,
	ROLE_VIEWER = 1 << 5,
	ROLE_COMMISSIONER = 1 << 6,
	ROLE_EXTERNAL_REVIEWER = 1 << 7,
	ROLE_NATIONAL = 1 << 8,  /* across all organisations */
	ROLE_SIGNED_IN = 1 << 9, /* held by everybody with a session */
	/* At a kiosk, without a session; each holds those before it, too. */
	ROLE_TERMINAL = 1 << 10, /* a registered terminal asks */
	ROLE_NAMED = 1 << 11,    /* somebody there said who they are */
	ROLE_PROVED = 1 << 12,   /* and showed it */
};
#define ROLES_KIOSK (ROLE_TERMINAL | ROLE_NAMED | ROLE_PROVED)

/* Whoever says whose the requirements are. */
#define ROLES_GIVE (ROLE_ASSESSOR | ROLE_ADMINISTRATOR)

/* May read an assessment whole, evidence and history included. */
#define ROLES_READ                                                             \
	(ROLE_ASSESSOR | ROLE_REVIEWER | ROLE_ADMINISTRATOR | ROLE_VIEWER |    \
	    ROLE_NATIONAL)

/* "assessor", "external-reviewer"; NULL for what is no single role. */
const char *role_name(enum role);
/* "Assessor", "External reviewer", for people. */
const char *role_title(enum role);
/* The role with this name, or ROLE_PUBLIC where there is none. */
enum role role_named(const char *name);
/* Walk all roles that can be granted: for (i = 0; (r = role_at(i)); i++). */
enum role role_at(unsigned i);
#endif
