/* import_staff_priv.h - a file of staff, against those on record. */
#ifndef IMPORT_STAFF_PRIV_H
#define IMPORT_STAFF_PRIV_H
#include "import_names.h"
#include "import_priv.h"
#include "staff.h"

#define NOBODY UINT32_MAX

enum standing {
	STANDS_ASIDE, /* on record only, or its row was refused */
	STANDS_NEW,
	STANDS_CHANGED,
	STANDS_SAME
};

/* Somebody on record or in the file; their place is their number's. */
struct member {
	int64_t id;        /* 0: not on record */
	uint64_t who, all; /* digests of the name and of the row in the file */
	uint32_t line;     /* where the file has them first; 0: nowhere */
	uint32_t other;    /* where it gives the number to somebody else */
	uint32_t boss;     /* on record; NOBODY */
	uint32_t new_boss; /* in the file; NOBODY */
	uint32_t badge;    /* their badge's number; NOBODY */
	uint32_t walk;     /* the last way upwards that came by */
	unsigned char standing;
	bool missing, at_work;
	bool listed;  /* in the file, in a row that cannot be taken */
	bool settled; /* their managers, up to the top, are no loop */
};

struct staff_file {
	struct names numbers, badges, users, groups;
	struct member *v; /* by the numbers of numbers */
	size_t room;
	uint32_t *badge_of, *user_of; /* who has it; NOBODY */
	size_t badge_room, user_room;
};

/* Fill it with those on record. */
MUST_USE enum err staff_file_load(struct import_run *, struct staff_file *);
void staff_file_clear(struct staff_file *);
/* The place of a number, made where it is not. */
uint32_t staff_file_place(struct staff_file *, const char *number);
/* The same, for as long as no place is made. */
struct member *staff_file_member(struct staff_file *, const char *number);
/* Who has a badge or a user name; to be changed through the pointer. */
uint32_t *staff_file_badge(struct staff_file *, const char *, uint32_t *place);
uint32_t *staff_file_user(struct staff_file *, const char *);

/* What a row says of somebody: fills s, or says why it cannot be taken. */
const char *staff_row_read(
    const struct import_run *, const struct csv_row *, struct staff *s);

/* After the last row: managers, and who was not there. */
MUST_USE enum err staff_file_managers(struct import_run *, struct staff_file *);
MUST_USE enum err staff_file_absent(struct import_run *, struct staff_file *);
#endif
