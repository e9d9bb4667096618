/* pam.c - one question to PAM: conversation, order of calls, verdict. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <unistd.h>

#include <security/pam_appl.h>

#include "authd.h"
#include "log.h"

#define FIRST_PERSON 1000u /* below are root and the system's own accounts */
#define NOBODY 65534u

/*
 * Modules that store one-time codes do not wait for each other, and two
 * people who are both right would be refused.  So one talk at a time may be
 * between handing over its code and PAM's verdict.  False: told to stop.
 */
static bool
take_lock(struct authd_talk *t)
{
	if (t->lock[0] == '\0')
		return true;
	t->lock_fd =
	    open(t->lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (t->lock_fd < 0) {
		log_warn("authd.lock", "errno=%d path=%s", errno, t->lock);
		return true; /* worse for busy moments, but not for safety */
	}
	return flock(t->lock_fd, LOCK_EX) == 0;
}

static void
drop_lock(struct authd_talk *t)
{
	if (t->lock_fd >= 0)
		close(t->lock_fd);
	t->lock_fd = -1;
}

/* The secret that this prompt may have, or NULL. */
static const char *
secret(struct authd_talk *t, int style)
{
	if (t->given == 0 && style == PAM_PROMPT_ECHO_OFF) {
		t->given++;
		return t->password;
	}
	if (t->given != 1)
		return NULL;
	if (t->code[0] == '\0') {
		t->no_code = true;
		return NULL;
	}
	if (!take_lock(t))
		return NULL;
	t->given++;
	return t->code;
}

static int
reply_to(
    struct authd_talk *t, const struct pam_message *m, struct pam_response *r)
{
	const char *s;

	if (m == NULL)
		return PAM_CONV_ERR;
	switch (m->msg_style) {
	case PAM_TEXT_INFO:
	case PAM_ERROR_MSG:
		return PAM_SUCCESS;
	case PAM_PROMPT_ECHO_OFF:
	case PAM_PROMPT_ECHO_ON:
		if (r == NULL || (s = secret(t, m->msg_style)) == NULL)
			return PAM_CONV_ERR;
		r->resp = strdup(s);
		return r->resp != NULL ? PAM_SUCCESS : PAM_BUF_ERR;
	default:
		return PAM_CONV_ERR;
	}
}

static void
forget(struct pam_response *r, int n)
{
	for (int i = 0; r != NULL && i < n; i++)
		if (r[i].resp != NULL) {
			explicit_bzero(r[i].resp, strlen(r[i].resp));
			free(r[i].resp);
		}
	free(r);
}

int
authd_converse(int n, const struct pam_message **msg,
    struct pam_response **resp, void *appdata)
{
	struct authd_talk *t = appdata;
	struct pam_response *all = NULL;
	int s = PAM_SUCCESS;

	if (t->over || msg == NULL || n < 1 || n > PAM_MAX_NUM_MSG) {
		t->over = true;
		return PAM_CONV_ERR;
	}
	if (resp != NULL && (all = calloc((size_t)n, sizeof(*all))) == NULL)
		return PAM_BUF_ERR;
	for (int i = 0; i < n && s == PAM_SUCCESS; i++)
		s = reply_to(t, msg[i], all != NULL ? &all[i] : NULL);
	if (s != PAM_SUCCESS) {
		t->over = true;
		forget(all, n);
		return s;
	}
	if (resp != NULL)
		*resp = all;
	return PAM_SUCCESS;
}

/* PAM calls this instead of sleeping, also after a success. */
static void
note_delay(int status, unsigned usec, void *appdata)
{
	struct authd_talk *t = appdata;

	if (status != PAM_SUCCESS)
		t->delay = usec;
}

static bool
readable(const char *folder, const char *service)
{
	char path[4096];
	int fd, n;

	n = snprintf(path, sizeof(path), "%s/%s", folder, service);
	if (n < 0 || (size_t)n >= sizeof(path))
		return false;
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return false;
	close(fd);
	return true;
}

/* Without its own file a service would quietly be given the rules of "other".
 */
static bool
has_file(const struct authd *d)
{
	if (d->confdir != NULL)
		return readable(d->confdir, d->service);
	return readable("/etc/pam.d", d->service) ||
	       readable("/usr/lib/pam.d", d->service);
}

static int
start(const struct authd *d, const char *user, const struct pam_conv *conv,
    pam_handle_t **h)
{
	if (!has_file(d))
		return PAM_ABORT;
	if (d->confdir != NULL)
		return pam_start_confdir(d->service, user, conv, d->confdir, h);
	return pam_start(d->service, user, conv, h);
}

static int
introduce(pam_handle_t *h, const struct auth_request *q)
{
	const union {
		void (*call)(int, unsigned, void *);
		const void *item;
	} delay = { .call = note_delay };
	int s;

	if ((s = pam_set_item(h, PAM_FAIL_DELAY, delay.item)) != PAM_SUCCESS)
		return s;
	if ((s = pam_set_item(h, PAM_TTY, "igtk")) != PAM_SUCCESS)
		return s;
	return pam_set_item(
	    h, PAM_RHOST, q->source[0] != '\0' ? q->source : NULL);
}

/* The verdict on a PAM code that is not PAM_SUCCESS. */
static enum auth_verdict
refusal(int status)
{
	switch (status) {
	case PAM_AUTHINFO_UNAVAIL:
	case PAM_SYSTEM_ERR:
	case PAM_SERVICE_ERR:
	case PAM_ABORT:
	case PAM_OPEN_ERR:
	case PAM_SYMBOL_ERR:
	case PAM_BUF_ERR:
	case PAM_MODULE_UNKNOWN:
		return AUTH_DOWN;
	default:
		return AUTH_NO;
	}
}

/* The account step counts only once authentication has succeeded. */
static enum auth_verdict
standing(int status)
{
	switch (status) {
	case PAM_SUCCESS:
		return AUTH_OK;
	case PAM_ACCT_EXPIRED:
	case PAM_NEW_AUTHTOK_REQD:
	case PAM_AUTHTOK_EXPIRED:
		return AUTH_EXPIRED;
	default:
		return refusal(status);
	}
}

/*
 * The pages ask next which groups the account is in.  Where a directory hangs,
 * this process had better wait for it, which has an end, than one of theirs.
 */
static void
await_groups(const char *name, uint32_t gid)
{
	gid_t one;
	int n = 1;

	(void)getgrouplist(name, (gid_t)gid, &one, &n);
}

/* Find the passwd entry of a person: OK, NO if there is none, or DOWN. */
static enum auth_verdict
person(const char *typed, const char **name, uint32_t *uid)
{
	const struct passwd *p;

	errno = 0;
	p = getpwnam(typed);
	if (p == NULL && errno != 0 && errno != ENOENT && errno != ESRCH) {
		log_error("authd.nss", "errno=%d user=%s", errno, typed);
		return AUTH_DOWN;
	}
	if (p == NULL) {
		log_warn("authd.no-account", "user=%s", typed);
		return AUTH_NO;
	}
	if (p->pw_uid < FIRST_PERSON || p->pw_uid == NOBODY ||
	    p->pw_uid == UINT32_MAX) {
		log_warn(
		    "authd.system-account", "uid=%u user=%s", p->pw_uid, typed);
		return AUTH_NO;
	}
	*name = p->pw_name;
	*uid = p->pw_uid;
	await_groups(p->pw_name, p->pw_gid);
	return AUTH_OK;
}

/* Put the canonical name into o, or turn its verdict into a refusal. */
static void
identify(const struct authd *d, const struct auth_request *q, pam_handle_t *h,
    struct authd_outcome *o)
{
	const void *item = NULL;
	const char *name = NULL;
	enum auth_verdict v = AUTH_OK;

	if (pam_get_item(h, PAM_USER, &item) == PAM_SUCCESS)
		name = item;
	if (name != NULL && d->names == AUTHD_NSS)
		v = person(name, &name, &o->uid);
	if (v == AUTH_OK && (name == NULL || name[0] == '\0' ||
				strlen(name) >= sizeof(o->user))) {
		log_error("authd.name", "PAM gave no usable name");
		v = AUTH_DOWN;
	}
	/* The records hold names in small letters; a directory need not. */
	if (v == AUTH_OK && q->op == AUTH_AGAIN &&
	    strcasecmp(name, q->user) != 0) {
		log_warn(
		    "authd.other-account", "became=%s user=%s", name, q->user);
		v = AUTH_NO;
	}
	if (v == AUTH_OK) {
		memcpy(o->user, name, strlen(name) + 1);
		return;
	}
	o->verdict = v;
	o->uid = UINT32_MAX;
}

static void
question(const struct authd *d, const struct auth_request *q, pam_handle_t *h,
    struct authd_talk *t, struct authd_outcome *o)
{
	const int flags = PAM_DISALLOW_NULL_AUTHTOK | PAM_SILENT;

	if ((o->status = introduce(h, q)) != PAM_SUCCESS)
		return;
	o->status = pam_authenticate(h, flags);
	drop_lock(t);
	if (o->status != PAM_SUCCESS) {
		o->verdict = refusal(o->status);
		return;
	}
	o->status = pam_acct_mgmt(h, flags);
	o->verdict = standing(o->status);
	if (o->verdict == AUTH_OK || o->verdict == AUTH_EXPIRED)
		identify(d, q, h, o);
}

void
authd_ask_pam(const struct authd *d, const struct auth_request *q,
    struct authd_outcome *o)
{
	struct authd_talk t = {
		.password = q->password,
		.code = q->code,
		.lock = d->lock,
		.lock_fd = -1,
	};
	const struct pam_conv conv = { authd_converse, &t };
	pam_handle_t *h = NULL;

	*o = (struct authd_outcome){ .verdict = AUTH_DOWN, .uid = UINT32_MAX };
	if (q->password[0] == '\0') {
		/* Some directories take an empty one for a polite guest. */
		o->verdict = AUTH_NO;
		o->status = PAM_AUTH_ERR;
		return;
	}
	o->status = start(d, q->user, &conv, &h);
	if (o->status == PAM_SUCCESS) {
		question(d, q, h, &t, o);
		pam_end(h, o->status);
	} else {
		log_error("authd.pam-start", "pam=%d service=%s", o->status,
		    d->service);
	}
	drop_lock(&t);
	o->delay = t.delay;
	if (o->verdict == AUTH_DOWN)
		log_error("authd.unavailable", "pam=%d service=%s why=\"%s\"",
		    o->status, d->service, pam_strerror(NULL, o->status));
	if (t.no_code)
		log_error("authd.second-prompt",
		    "service=%s asks for a code "
		    "as well: set code = yes",
		    d->service);
	if (o->verdict == AUTH_OK && q->code[0] != '\0' && t.given < 2)
		log_warn("authd.code-unasked",
		    "service=%s never asks for the "
		    "code that was given",
		    d->service);
}

enum err
authd_check(const struct authd *d, char *why, size_t size)
{
	struct authd_talk t = { "", "", "", -1, 0, 0, true, false };
	const struct pam_conv conv = { authd_converse, &t };
	pam_handle_t *h = NULL;
	int s;

	if (!has_file(d)) {
		snprintf(why, size, "no readable PAM service %s in %s",
		    d->service, d->confdir != NULL ? d->confdir : "/etc/pam.d");
		return ERR_NOTFOUND;
	}
	if ((s = start(d, "nobody", &conv, &h)) != PAM_SUCCESS) {
		snprintf(why, size, "PAM cannot start service %s: %s",
		    d->service, pam_strerror(NULL, s));
		return ERR_IO;
	}
	pam_end(h, s);
	return OK;
}
