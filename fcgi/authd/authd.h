/* authd.h - what the parts of igtk-authd say to each other. */
#ifndef AUTHD_H
#define AUTHD_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "auth.h"
#include "err.h"

struct pam_message;
struct pam_response;

#define AUTHD_PLACES_MAX 64

/* Where the canonical name of an account comes from. */
enum authd_names {
	AUTHD_NSS, /* the passwd entry; system accounts are refused */
	AUTHD_PAM, /* PAM itself: its accounts need not be Unix accounts */
};

/* Settings; every text is borrowed and outlives the broker. */
struct authd {
	const char *socket;  /* path; NULL: a listening socket is on fd 0 */
	const char *service; /* never from the wire */
	const char *confdir; /* private PAM folder; NULL: the system's */
	const char *lock;    /* path of the one-time code lock; "": none */
	uid_t peer;          /* the only user who may ask */
	gid_t group;         /* of the socket; -1: as it comes */
	enum authd_names names;
	unsigned places;  /* conversations at once */
	int64_t patience; /* milliseconds until a conversation is ended */
	bool helpers;     /* let PAM run programs that change identity */
};

/* What PAM made of one request. */
struct authd_outcome {
	enum auth_verdict verdict;
	int status;                /* the PAM code behind the verdict */
	unsigned delay;            /* microseconds PAM wants a denial to cost */
	uint32_t uid;              /* UINT32_MAX unless AUTHD_NSS named it */
	char user[AUTH_USER_SIZE]; /* canonical; "" unless OK or EXPIRED */
};

/* One conversation with PAM: what it may be told, and what became of it. */
struct authd_talk {
	const char *password;
	const char *code; /* "" where there is none */
	const char *lock; /* as in struct authd */
	int lock_fd;      /* held from handing over the code; else -1 */
	unsigned given;   /* how many secrets PAM has got */
	unsigned delay;   /* microseconds, as in struct authd_outcome */
	bool over;        /* something unforeseen was asked: say no more */
	bool no_code;     /* a code was asked for, and there was none */
};

/*
 * The conversation function; appdata is a struct authd_talk.  The first
 * hidden prompt gets the password, the next prompt the code; notices are
 * dropped.  Anything else is PAM_CONV_ERR, now and for the rest of the talk.
 * PAM_BUF_ERR: no memory.  *resp is set on success only; resp may be NULL
 * when nothing but notices come.
 */
int authd_converse(int n, const struct pam_message **msg,
    struct pam_response **resp, void *appdata);

/* Ask PAM about a valid request.  Takes as long as PAM takes. */
void authd_ask_pam(
    const struct authd *, const struct auth_request *, struct authd_outcome *);

/*
 * Whether PAM can be started with these settings; why says what is wrong.
 * ERR_NOTFOUND: there is no such service file.  ERR_IO: PAM refuses it.
 */
MUST_USE enum err authd_check(const struct authd *, char *why, size_t size);

/*
 * Whether n bytes received are a request: exact size, magic, known operation,
 * texts that end within their fields with nothing hidden behind the end, a
 * user, and no control bytes in user and source.
 */
bool authd_request_valid(const struct auth_request *, size_t n);

/*
 * Serve the listening socket until SIGTERM or SIGINT, then remove d->socket
 * and give running conversations two seconds.
 */
void authd_serve(const struct authd *, int listener);
#endif
