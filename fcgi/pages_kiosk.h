/* pages_kiosk.h - the handlers of terminals, and of what is behind them. */
#ifndef PAGES_KIOSK_H
#define PAGES_KIOSK_H
#include "err.h"

struct req;

/* A terminal's own pages. */
enum err page_kiosk(struct req *);               /* GET /kiosk */
enum err page_kiosk_name(struct req *);          /* POST /kiosk */
enum err page_kiosk_register(struct req *);      /* GET /kiosk/register */
enum err page_kiosk_register_post(struct req *); /* POST /kiosk/register */
enum err page_kiosk_help(struct req *);          /* GET /kiosk/help */
enum err page_kiosk_proof(struct req *);         /* GET /kiosk/proof */
enum err page_kiosk_prove(struct req *);         /* POST /kiosk/proof */
enum err page_kiosk_owed(struct req *);          /* GET /kiosk/owed */
enum err page_kiosk_attest(struct req *);        /* GET /kiosk/attest/:code */
enum err page_kiosk_confirm(struct req *);       /* POST /kiosk/attest/:code */
enum err page_kiosk_done(struct req *);          /* GET /kiosk/done/:code */
enum err page_kiosk_stay(struct req *);          /* POST /kiosk/stay */
enum err page_kiosk_leave(struct req *);         /* POST /kiosk/leave */

/* At the desk: one's own PIN, and the administrator's list of terminals. */
enum err page_pin(struct req *);          /* GET /training/pin */
enum err page_pin_set(struct req *);      /* POST /training/pin */
enum err page_kiosks(struct req *);       /* GET /manage/kiosks */
enum err page_kiosk_add(struct req *);    /* POST /manage/kiosks */
enum err page_kiosk_revoke(struct req *); /* POST /manage/kiosks/:id/revoke */
enum err page_kiosk_unpin(struct req *);  /* POST /manage/kiosks/pin */
#endif
