/* config.h - what the administrator set, read once before anything else. */
#ifndef CONFIG_H
#define CONFIG_H
#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"

/* Texts are owned by the configuration and live until config_clear. */
struct config {
	struct {
		char *path; /* the database file */
	} database;
	struct {
		char *base_path; /* "" or "/ig": what stands before our paths */
		char *public_url;  /* "https://ig.trust.example"; "" if unset */
		char *assets_path; /* where the web server offers the assets */
		char *timezone;    /* "Europe/London" */
		bool
		    secure; /* false only on loopback: cookies without Secure */
		int64_t body_kib; /* largest form, in KiB */
		int64_t
		    deadline_s; /* a request may take this long, in seconds */
		char *metrics_from; /* addresses that may ask for /metrics */
	} web;
	struct {
		int64_t workers; /* 0: 2 x cores, at least 4 */
	} process;
	struct {
		char *socket; /* igtk-authd's */
		bool code;    /* ask for a code beside the password */
	} sign_in;
	struct {
		int64_t
		    idle_s; /* a session ends after so long without a page */
		int64_t whole_s; /* and after so long in all */
	} session;
	struct {
		int64_t per_account; /* refusals before the wait begins */
		int64_t per_source;  /* the same for one address */
		int64_t wait_s; /* the first wait; doubles up to 64 times */
	} throttle;
	struct {
		int64_t per_minute; /* requests of one token */
	} api;
	struct {
		char *name; /* the trust's name in the header; "" for none */
		bool nhs;   /* the NHS palette */
	} branding;
	struct {
		char *keys; /* a folder; "": "keys" beside the database */
	} publication;
	struct {
		char *sendmail; /* the program that takes mail */
		char *from;     /* whom mail comes from; "": none is sent */
		int64_t wait_s; /* for one mail to be taken */
	} mail;
	struct {
		char *backup;      /* a folder igtk doctor looks at; "" */
		char *certificate; /* a file it looks at; "" */
	} watch;
};

/*
 * Fill c with the defaults, then with FILE unless it is NULL.
 * ERR_INVALID: unknown section or key, a bad value, a line too long; one line
 * per fault, "FILE:LINE: message", is added to faults.  ERR_IO: cannot be
 * read (also in faults).
 */
MUST_USE enum err config_load(
    struct config *c, const char *file, struct buf *faults);

/* Print the effective configuration as a file that loads to the same. */
void config_print(const struct config *, struct buf *);
void config_clear(struct config *);
#endif
