/* err.h - the few ways in which a call can fail. */
#ifndef ERR_H
#define ERR_H

#define MUST_USE __attribute__((warn_unused_result))

enum err {
	OK,
	ERR_MALFORMED, /* no request of ours looks like this */
	ERR_INVALID,   /* what was given cannot be accepted; say what to mend */
	ERR_DENIED,    /* known, but not yours to do */
	ERR_NOTFOUND,  /* does not exist, or is not yours to know of */
	ERR_CONFLICT,  /* somebody else was first, or it exists already */
	ERR_BUSY,      /* try again in a moment; nothing was stored */
	ERR_FULL, /* no room to store it; nothing was stored, reads go on */
	ERR_IO,   /* the machine failed; logged where it was met */
	ERR_COUNT
};

/* A short lower-case name for logs: "ok", "invalid", ...  Never NULL. */
const char *err_name(enum err);
#endif
