/* cli.h - what the commands of igtk share. */
#ifndef CLI_H
#define CLI_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "assessment.h"
#include "buf.h"
#include "config.h"
#include "day.h"
#include "db.h"
#include "err.h"
#include "jsonw.h"
#include "org.h"

/* Every option there is; a command says which it takes. */
enum option {
	OPT_AS,
	OPT_AT,
	OPT_CHANGE,
	OPT_CODE,
	OPT_COMMISSIONER,
	OPT_COMPLETE,
	OPT_CONFIG,
	OPT_COURSE,
	OPT_CSV,
	OPT_DB,
	OPT_DEPUTY,
	OPT_DOCUMENT,
	OPT_DRY_RUN,
	OPT_DUTY,
	OPT_FROM,
	OPT_FROM_DAY,
	OPT_GROUP,
	OPT_JSON,
	OPT_MAIL,
	OPT_NAME,
	OPT_NAMES,
	OPT_NUMBER,
	OPT_ON,
	OPT_OPEN,
	OPT_ORG,
	OPT_OVERWRITE,
	OPT_OWNER,
	OPT_PARENT,
	OPT_PART,
	OPT_PASSWORD_FILE,
	OPT_PLACE,
	OPT_PROFILE,
	OPT_PURPOSE,
	OPT_REASON,
	OPT_REJECTED,
	OPT_REQUIREMENT,
	OPT_ROLE,
	OPT_SCOPE,
	OPT_SEND,
	OPT_SITES,
	OPT_SOCKET,
	OPT_SOURCE,
	OPT_STAGE,
	OPT_TO,
	OPT_TO_NAME,
	OPT_TYPE,
	OPT_UNTIL,
	OPT_USER,
	OPT_VERIFY_ONLY,
	OPT_VERSION,
	OPT_WORKERS,
	OPT_COUNT
};
#define BIT(option) (UINT64_C(1) << (option))

#define EXIT_DONE 0
#define EXIT_FAILED 1
#define EXIT_USAGE 2

struct cli {
	const struct command *command;
	const char *value[OPT_COUNT]; /* NULL: not given; flags: "" */
	char **files;                 /* what is not an option */
	int nfiles;
	struct config config;
	const char *settings; /* the file of it; NULL: what is built in */
	const char *path;     /* of the database */
	struct db *db;        /* open, unless the command opens it itself */
	struct arena *arena;
	struct buf out;    /* printed to standard output at the end */
	struct jsonw json; /* over out */
	struct unit unit;  /* the operator's, for the installation */
};

struct command {
	const char *group, *verb; /* verb "" for a command of one word */
	const char *files;        /* usage of what follows; "" for nothing */
	int least, most;          /* how many of them */
	uint64_t needs, takes;    /* bits of enum option */
	bool opens;               /* the database is opened before it runs */
	int (*run)(struct cli *);
	const char *does; /* for --help, completion and the manual */
};

extern const struct command commands[];
extern const size_t commands_n;
extern const struct option_text {
	const char *name, *value, *does; /* value "": a flag */
} option_texts[OPT_COUNT];

/* Fill values and files from argv after the command's words; false: said. */
bool args_parse(struct cli *, int argc, char **argv);
void args_usage(const struct command *, struct buf *);
/* The same table as a completion script for bash. */
void completion_print(FILE *);

/* "igtk: message" on standard error; returns EXIT_FAILED. */
int cli_fail(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The same for a command that is given in a wrong way: EXIT_USAGE. */
int cli_wrong(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/*
 * The day that an option takes, `none` where it is not given: 0, or EXIT_USAGE
 * after having said why.
 */
int cli_day(const struct cli *, enum option, day none, day *out);
/* The same for an error code, in words; what names the thing. */
int cli_error(enum err, const char *what);
/* Is --json asked for? */
bool cli_json(const struct cli *);

/* Begin and end a list: an array with --json, lines without. */
void cli_list_begin(struct cli *);
int cli_list_end(struct cli *); /* EXIT_DONE */

/* "name: what", or an object of the two with --json; EXIT_DONE. */
int cli_said(struct cli *, const char *name, const char *what);

/* The organisation, its open year and its set, by --org and --version. */
struct year {
	struct org org;
	struct assessment assessment;
	struct catalogue catalogue;
};
/* 0, or the exit code after having said why. */
int cli_org(struct cli *, const char *code, struct org *);
int cli_year(struct cli *, struct year *);
/*
 * Act as --as USER in org: sets the unit.  The person must hold a role that
 * may do it.  0, or the exit code after having said why.
 */
int cli_act(struct cli *, const struct year *, enum act);
/* Ask for the password of --as USER once more: 0, or the exit code. */
int cli_authenticate(struct cli *);
/* The folder of the keys, as it is configured. */
const char *cli_keys(const struct cli *);
/* Sign what was just published, if a key is here; a fault is only said. */
void cli_sign(struct cli *, const struct year *);
/* Make the unit the operator's in this organisation. */
void cli_operator(struct cli *, int64_t org);
/* The same in the organisation of --org: 0, or the exit code after having said
 * why. */
int cli_place(struct cli *, struct org *);

int cmd_init(struct cli *);
int cmd_migrate(struct cli *);
int cmd_backup(struct cli *);
int cmd_restore(struct cli *);
int cmd_verify(struct cli *);
int cmd_maintain(struct cli *);
int cmd_doctor(struct cli *);
int cmd_check_pam(struct cli *);
int cmd_catalogue_check(struct cli *);
int cmd_catalogue_load(struct cli *);
int cmd_catalogue_list(struct cli *);
int cmd_catalogue_withdraw(struct cli *);
int cmd_catalogue_reinstate(struct cli *);
int cmd_catalogue_diff(struct cli *);
int cmd_catalogue_export(struct cli *);
int cmd_org_add(struct cli *);
int cmd_org_import(struct cli *);
int cmd_org_list(struct cli *);
int cmd_org_change(struct cli *);
int cmd_org_commission(struct cli *);
int cmd_org_release(struct cli *);
int cmd_person_add(struct cli *);
int cmd_person_list(struct cli *);
int cmd_person_close(struct cli *);
int cmd_person_mail(struct cli *);
int cmd_person_reopen(struct cli *);
int cmd_role_grant(struct cli *);
int cmd_role_revoke(struct cli *);
int cmd_role_list(struct cli *);
int cmd_assessment_open(struct cli *);
struct carried_lines;
/* Each line, or each object of a list that is open. */
void carried_say(struct cli *, const struct carried_lines *);
int cmd_assessment_carried(struct cli *);
int cmd_assessment_list(struct cli *);
int cmd_assessment_import(struct cli *);
int cmd_assessment_export(struct cli *);
int cmd_assessment_complete(struct cli *);
int cmd_assessment_confirm(struct cli *);
int cmd_assessment_reopen(struct cli *);
int cmd_assessment_accept(struct cli *);
int cmd_assessment_duty(struct cli *);
int cmd_assessment_override(struct cli *);
int cmd_assessment_cap(struct cli *);
int cmd_assessment_readiness(struct cli *);
int cmd_assessment_publish(struct cli *);
int cmd_assessment_submit(struct cli *);
int cmd_assessment_supersede(struct cli *);
int cmd_batch_new(struct cli *);
int cmd_batch_add(struct cli *);
int cmd_batch_exclude(struct cli *);
int cmd_batch_check(struct cli *);
int cmd_batch_answer(struct cli *);
int cmd_batch_undo(struct cli *);
int cmd_batch_publish(struct cli *);
int cmd_batch_stop(struct cli *);
int cmd_batch_list(struct cli *);
int cmd_batch_show(struct cli *);
int cmd_bundle_export(struct cli *);
int cmd_bundle_sign(struct cli *);
int cmd_bundle_evidence(struct cli *);
int cmd_exemption_add(struct cli *);
int cmd_exemption_end(struct cli *);
int cmd_exemption_list(struct cli *);
int cmd_extract(struct cli *);
int cmd_review_record(struct cli *);
int cmd_key_new(struct cli *);
int cmd_key_list(struct cli *);
int cmd_key_revoke(struct cli *);
int cmd_key_export(struct cli *);
int cmd_duty_list(struct cli *);
int cmd_duty_name(struct cli *);
int cmd_duty_accept(struct cli *);
int cmd_duty_end(struct cli *);
int cmd_staff_import(struct cli *);
int cmd_staff_link(struct cli *);
int cmd_staff_list(struct cli *);
int cmd_training_import(struct cli *);
int cmd_score(struct cli *);
int cmd_work(struct cli *);
int cmd_whatif(struct cli *);
int cmd_audit_export(struct cli *);
int cmd_training_figure(struct cli *);
int cmd_training_frozen(struct cli *);
int cmd_handover(struct cli *);
int cmd_kiosk_add(struct cli *);
int cmd_kiosk_list(struct cli *);
int cmd_kiosk_revoke(struct cli *);
int cmd_remind(struct cli *);
int cmd_token_add(struct cli *);
int cmd_token_list(struct cli *);
int cmd_token_revoke(struct cli *);
int cmd_demo(struct cli *);
int cmd_serve(struct cli *);
#endif
