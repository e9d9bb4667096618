/* view_kiosk.h - the views of a terminal's pages, and of those about it. */
#ifndef VIEW_KIOSK_H
#define VIEW_KIOSK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_field.h"

/*
 * What every page of a terminal has; kiosk_page fills it.  The layout is one
 * of its own: none of the desk's links is reachable from here.
 */
struct kiosk_page {
	struct page_view page; /* title, faults, notice, csrf, op, assets */
	const char *place;     /* "" where no terminal is registered */
	const char *org;
	struct href js;
	struct href start, no_pin, help, leave, stay;
	struct href late;   /* where the screen goes when it clears itself */
	int clear_s;        /* the script clears the screen after so long */
	int warn_s;         /* and asks for so long first; 0: it does not */
	int refresh_s;      /* the same without a script, by the browser */
	bool in;            /* somebody is there: they can leave */
	const char *keypad; /* the input's id, on pages with number keys */
};

/* Pages that only say something. */
struct kiosk_message_view {
	struct kiosk_page kiosk;
	const char *heading;
	const char *advice;
	const char *reference; /* NULL for none */
};

struct kiosk_register_view {
	struct kiosk_page kiosk;
	struct href save;
	const char *code; /* as typed */
	const char *code_fault;
	const char *place; /* where it is registered now; NULL */
	bool revoked;      /* this terminal was registered once */
};

struct kiosk_start_view {
	struct kiosk_page kiosk;
	const char *field; /* the input's name, another one each time */
	const char *number_fault;
};

struct kiosk_help_view {
	struct kiosk_page kiosk;
	struct href back;
};

struct kiosk_proof_view {
	struct kiosk_page kiosk;
	struct href save, other; /* other: the other of the two ways */
	const char *field;
	bool password; /* that way; else by PIN */
	bool code;     /* and ask for a code, too */
	const char *secret_fault, *code_fault;
};

struct kiosk_course {
	struct href to;
	const char *name;
	const char *state;  /* "Overdue since 3 May 2026" */
	const char *colour; /* of the tag: "red" */
	const char *tag;    /* "Overdue" */
};
struct kiosk_owed_view {
	struct kiosk_page kiosk;
	const char *name; /* "Kofi M." */
	int64_t due;      /* how many are to be confirmed */
	struct {
		struct kiosk_course *v;
		size_t n;
	} courses;
	struct href more, fewer; /* the next part of the list, the one before */
};

struct kiosk_attest_view {
	struct kiosk_page kiosk;
	struct href save, other, back;
	const char *name;   /* "Kofi M." */
	const char *course; /* its name */
	const char *statement;
	int64_t version; /* of the statement */
	int pass_mark;   /* 0: no score is asked for */
	const char *score;
	day today;
	const char *today_text; /* "2026-11-26" */
	bool other_day;         /* the boxes of a date are shown */
	struct typed_day done;
	const char *score_fault, *done_fault, *confirm_fault;
};

struct kiosk_done_view {
	struct kiosk_page kiosk;
	const char *course;
	day done_on, expires_on;
	bool expires;
	const char *number; /* of the certificate */
	struct href owed;   /* NULL: nothing is left to confirm */
};

/* ---- at the desk ---- */

struct pin_view {
	struct page_view page;
	struct href save;
	const char *number; /* the staff number they type at a kiosk */
	bool set, locked;
	int64_t set_at;
	const char *pin_fault, *again_fault;
	struct sign_field sign;
};

struct kiosk_line {
	const char *place, *state, *colour; /* of the tag */
	int64_t added_at, registered_at, seen_at, revoked_at, code_until;
	bool waits, lapsed, in_use, revoked;
	struct href revoke;
	int64_t op; /* one for each, whenever the page was made */
};
struct locked_line {
	const char *name, *number;
};
struct kiosks_view {
	struct page_view page;
	struct href save, unpin;
	struct {
		struct kiosk_line *v;
		size_t n;
	} kiosks;
	struct {
		struct locked_line *v;
		size_t n;
	} locked;
	const char *place, *number; /* as typed */
	const char *place_fault, *number_fault;
	/* A code that was just made, told this once; NULL for none. */
	const char *code, *code_place, *address;
	int64_t code_until;
};
#endif
