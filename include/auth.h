/* auth.h - what may be said on the socket between igtk and igtk-authd. */
#ifndef AUTH_H
#define AUTH_H
#include <stdint.h>

/*
 * One SOCK_SEQPACKET message each way, of exactly these sizes; anything else
 * is dropped.  Texts are NUL-terminated within their field and the rest of
 * the field is zero.  Both ends run on one host, so integers are native.
 */
#define AUTH_MAGIC 0x69677431u /* "igt1" */
#define AUTH_USER_SIZE 128
#define AUTH_PASSWORD_SIZE 512 /* 511 bytes: what pam_unix accepts */
#define AUTH_CODE_SIZE 32
#define AUTH_SOURCE_SIZE 64

enum auth_op {
	AUTH_SIGN_IN = 1, /* user as typed; the reply names the account */
	AUTH_AGAIN = 2,   /* user is the session's own account, to sign */
};

struct auth_request {
	uint32_t magic;
	uint32_t op; /* enum auth_op */
	char user[AUTH_USER_SIZE];
	char password[AUTH_PASSWORD_SIZE];
	char code[AUTH_CODE_SIZE]; /* "" where the stack asks once */
	char
	    source[AUTH_SOURCE_SIZE]; /* the browser's address, for PAM_RHOST */
};

enum auth_verdict {
	AUTH_NO = 0, /* wrong, unknown or locked: never told apart */
	AUTH_OK = 1,
	AUTH_EXPIRED = 2, /* right, but the password or account ran out */
	AUTH_BUSY = 3,    /* every place is taken: try again in a moment */
	AUTH_DOWN = 4,    /* PAM or what stands behind it did not answer */
};

struct auth_reply {
	uint32_t magic;
	uint32_t verdict;          /* enum auth_verdict */
	uint32_t uid;              /* UINT32_MAX where accounts are PAM's own */
	char user[AUTH_USER_SIZE]; /* the canonical name, decided by the broker
				    */
};
#endif
