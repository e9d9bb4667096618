/* routes.c - the table: every address, who may ask, and who answers. */
#include "openapi.h"
#include "pages.h"
#include "pages_admin.h"
#include "pages_catalogue.h"
#include "pages_desk.h"
#include "pages_duty.h"
#include "pages_exemption.h"
#include "pages_figure.h"
#include "pages_handover.h"
#include "pages_import.h"
#include "pages_kiosk.h"
#include "pages_manage.h"
#include "pages_outside.h"
#include "pages_owner.h"
#include "pages_plan.h"
#include "pages_public.h"
#include "pages_remind.h"
#include "pages_sites.h"
#include "pages_stage.h"
#include "pages_team.h"
#include "pages_token.h"
#include "pages_year.h"
#include "route.h"
#include "upload.h"

#define GET METHOD_GET
#define POST METHOD_POST

/* Largest bodies: a form of a few fields. */
#define SMALL 4096
/* A requirement's form: every comment as long as it may be. */
#define LARGE (1u << 20)

#define YEAR "/assessment/:version"
#define PLAN YEAR "/plan"
#define REQUIREMENT YEAR "/requirement/:number"
/* Whoever may act on a requirement; core says who may do what. */
#define ACTORS (ROLE_ASSESSOR | ROLE_REVIEWER | ROLE_ADMINISTRATOR)
/* The administrator's pages. */
#define ADMIN (ROLE_ADMINISTRATOR | ROLE_NATIONAL)
#define AUDIT (ROLE_VIEWER | ROLE_ADMINISTRATOR | ROLE_NATIONAL)
#define PERSON 16384 /* two names, each byte as three */
/* A policy's text as long as it may be, each of its bytes as three. */
#define POLICY (1u << 20)

#define ORG "/organisations/:id"
#define REVIEW "/reviews/:organisation/:version"
#define REASON 65536 /* one that is far too long, which is said beside it */
#define REVIEWERS (ROLE_EXTERNAL_REVIEWER | ROLE_NATIONAL)
#define COMMISSIONERS (ROLE_COMMISSIONER | ROLE_NATIONAL)
#define PUBLISHER "/public/:organisation"
#define DUTY "/duties/:code"
#define HOLDERS (ROLES_READ | ROLE_MANAGER)
#define MEMBER "/manage/staff/:id"
#define COURSE "/manage/courses/:code"
#define RECORD 32768 /* texts of some thousand characters, coded */
/* Managers see their own people; administrators everybody's. */
#define TEAM (ROLE_MANAGER | ROLE_ADMINISTRATOR)
#define MATRIX "/responsibilities"
#define IMPORT "/manage/import"
#define BATCH "/sites/batch/:id"
#define UPLOAD (UPLOAD_FILE + UPLOAD_FIELDS)

const struct route routes[] = {
	{ GET, "/", page_start, ROLE_PUBLIC, 0 },
	{ GET, "/healthz", page_health, ROLE_PUBLIC, 0 },
	{ GET, "/metrics", page_metrics, ROLE_PUBLIC, 0 },
	{ GET, API_PREFIX "/openapi.json", page_openapi, ROLE_PUBLIC, 0 },
	{ GET, "/help", page_help, ROLE_PUBLIC, 0 },
	{ GET, "/accessibility", page_accessibility, ROLE_PUBLIC, 0 },
	{ GET, "/sign-in", page_sign_in, ROLE_PUBLIC, 0 },
	{ POST, "/sign-in", page_sign_in_post, ROLE_PUBLIC, SMALL },
	{ POST, "/sign-out", page_sign_out, ROLE_SIGNED_IN, SMALL },
	{ POST, "/session/keep", page_session_keep, ROLE_SIGNED_IN, SMALL },
	{ POST, "/organisation", page_organisation, ROLE_SIGNED_IN, SMALL },

	{ GET, "/home", page_home, ROLE_SIGNED_IN, 0 },
	{ POST, "/assessment", page_assessment_open, ROLE_ADMINISTRATOR,
	    SMALL },
	{ GET, YEAR, page_list, ROLES_READ, 0 },
	{ GET, REQUIREMENT, page_requirement, ROLES_READ, 0 },
	{ POST, REQUIREMENT, page_requirement_save, ACTORS, LARGE },
	{ POST, REQUIREMENT "/confirm", page_requirement_confirm, ACTORS,
	    SMALL },
	{ POST, REQUIREMENT "/reopen", page_requirement_reopen, ACTORS, SMALL },
	{ POST, REQUIREMENT "/plan", page_requirement_accept, ACTORS, SMALL },
	{ POST, REQUIREMENT "/drop", page_requirement_drop, ACTORS, SMALL },
	{ GET, REQUIREMENT "/history", page_history, ROLES_READ, 0 },
	{ GET, YEAR "/score", page_score, ROLES_READ, 0 },
	{ GET, YEAR "/score/:initiative", page_score, ROLES_READ, 0 },
	{ GET, YEAR "/whatif", page_whatif, ROLES_READ, 0 },
	{ GET, YEAR "/carried", page_carried, ROLES_READ, 0 },
	{ GET, YEAR "/readiness", page_readiness, ROLES_READ, 0 },
	{ POST, YEAR "/confirm", page_confirm, ACTORS, SMALL },
	{ GET, YEAR "/duties", page_duties, ROLES_READ, 0 },
	{ POST, YEAR "/duties", page_duties_save, ACTORS, 4 * SMALL },
	{ GET, YEAR "/owners", page_give, ROLES_GIVE, 0 },
	{ GET, YEAR "/owners/check", page_give_check, ROLES_GIVE, 0 },
	{ POST, YEAR "/owners", page_give_save, ROLES_GIVE, PERSON },
	{ GET, YEAR "/publish", page_publish, ACTORS, 0 },
	{ POST, YEAR "/publish", page_publish_post, ACTORS, SMALL },
	{ GET, YEAR "/publication", page_publication, ROLES_READ, 0 },
	{ GET, YEAR "/supersede", page_supersede, ACTORS, 0 },
	{ POST, YEAR "/supersede", page_supersede_post, ACTORS, PERSON },

	/* The stages before the final, and the year as it stood. */
	{ GET, YEAR "/stages", page_stages, ROLES_READ, 0 },
	{ POST, YEAR "/stages", page_stage_submit, ACTORS, SMALL },
	{ GET, YEAR "/stages/:stage", page_stage, ROLES_READ, 0 },
	{ GET, YEAR "/at", page_stood, ROLES_READ, 0 },
	{ GET, "/trend", page_trend, ROLES_READ, 0 },

	/* The improvement plan; whoever an action belongs to reports of it. */
	{ GET, PLAN, page_plan, ROLES_READ, 0 },
	{ POST, PLAN, page_plan_gap, ACTORS, SMALL },
	{ GET, PLAN "/new/:number", page_action_new, ACTORS, 0 },
	{ POST, PLAN "/new/:number", page_action_add, ACTORS, PERSON },
	{ GET, PLAN "/action/:id", page_action, ROLE_SIGNED_IN, 0 },
	{ POST, PLAN "/action/:id", page_action_change, ACTORS, PERSON },
	{ POST, PLAN "/action/:id/report", page_action_report, ROLE_SIGNED_IN,
	    RECORD },
	{ GET, PLAN "/report", page_plan_report, ROLES_READ, 0 },
	{ GET, PLAN "/sign", page_plan_sign, ROLES_READ, 0 },
	{ POST, PLAN "/sign", page_plan_sign_post, ROLES_READ, RECORD },
	{ GET, YEAR "/forecast", page_forecast, ROLES_READ, 0 },

	{ GET, "/groups", page_groups, ADMIN, 0 },
	{ GET, "/groups/new", page_group_new, ADMIN, 0 },
	{ POST, "/groups/new", page_group_add, ADMIN, PERSON },
	{ GET, "/groups/:id", page_group, ADMIN, 0 },
	{ POST, "/groups/:id", page_group_change, ADMIN, RECORD },
	{ GET, "/people", page_people, ADMIN, 0 },
	{ GET, "/people/new", page_person_new, ADMIN, 0 },
	{ POST, "/people/new", page_person_add, ADMIN, PERSON },
	{ POST, "/people/groups", page_group_grant, ADMIN, PERSON },
	{ POST, "/people/groups/:id/revoke", page_group_revoke, ADMIN, SMALL },
	{ GET, "/people/:id", page_person, ADMIN, 0 },
	{ POST, "/people/:id", page_person_change, ADMIN, PERSON },
	{ POST, "/people/:id/roles", page_person_roles, ADMIN, SMALL },
	{ POST, "/people/:id/tokens/:token/revoke", page_person_token_revoke,
	    ADMIN, SMALL },
	/* Who holds what, and what passes to others. */
	{ GET, MATRIX, page_matrix, ROLES_READ | ROLE_MANAGER, 0 },
	{ GET, MATRIX "/csv", page_matrix_csv, ROLES_READ | ROLE_MANAGER, 0 },
	{ GET, MATRIX "/xlsx", page_matrix_xlsx, ROLES_READ | ROLE_MANAGER, 0 },
	{ GET, "/handover", page_handover, ADMIN, 0 },
	{ GET, "/handover/:id", page_handover_of, ADMIN, 0 },
	{ POST, "/handover/:id", page_handover_post, ADMIN, LARGE },

	{ GET, "/organisations", page_orgs, ROLE_NATIONAL, 0 },
	{ GET, "/organisations/new", page_org_new, ROLE_NATIONAL, 0 },
	{ POST, "/organisations/new", page_org_add, ROLE_NATIONAL, PERSON },
	{ GET, ORG, page_org, ROLE_NATIONAL, 0 },
	{ POST, ORG, page_org_change, ROLE_NATIONAL, PERSON },
	{ POST, ORG "/commissioners", page_org_commission, ROLE_NATIONAL,
	    SMALL },
	{ POST, ORG "/commissioners/:commissioner/end", page_org_commission_end,
	    ROLE_NATIONAL, SMALL },
	{ GET, "/audit", page_audit, AUDIT, 0 },

	/* Whoever looks at organisations from outside. */
	{ GET, "/reviews", page_reviews, REVIEWERS, 0 },
	{ GET, REVIEW, page_review, REVIEWERS, 0 },
	{ POST, REVIEW, page_review_post, REVIEWERS, REASON },
	{ GET, "/providers", page_providers, COMMISSIONERS, 0 },
	{ GET, "/providers/csv", page_providers_csv, COMMISSIONERS, 0 },
	{ GET, "/overview", page_overview, ROLE_NATIONAL, 0 },
	{ GET, "/overview/csv", page_overview_csv, ROLE_NATIONAL, 0 },
	{ GET, "/exemptions", page_exemptions, ROLE_NATIONAL, 0 },
	{ GET, "/exemptions/new", page_exemption_new, ROLE_NATIONAL, 0 },
	{ POST, "/exemptions/new", page_exemption_add, ROLE_NATIONAL, PERSON },
	{ GET, "/exemptions/:id", page_exemption, ROLE_NATIONAL, 0 },
	{ POST, "/exemptions/:id/end", page_exemption_end, ROLE_NATIONAL,
	    PERSON },
	{ GET, "/extract", page_extract, ROLE_NATIONAL, 0 },
	{ GET, "/extract/csv", page_extract_csv, ROLE_NATIONAL, 0 },

	/* A head office, and acts for many of its sites. */
	{ GET, "/sites", page_sites, ADMIN, 0 },
	{ GET, "/sites/csv", page_sites_csv, ADMIN, 0 },
	{ GET, "/sites/batch/new", page_batch_new, ADMIN, 0 },
	{ POST, "/sites/batch/new", page_batch_make, ADMIN, LARGE },
	{ GET, BATCH, page_batch, ADMIN, 0 },
	{ POST, BATCH "/act", page_batch_act, ADMIN, SMALL },
	{ POST, BATCH "/sites", page_batch_sites, ADMIN, LARGE },
	{ GET, BATCH "/check", page_batch_check, ADMIN, 0 },
	{ GET, BATCH "/csv", page_batch_csv, ADMIN, 0 },
	{ GET, BATCH "/publish", page_batch_publish, ADMIN, 0 },
	{ POST, BATCH "/publish", page_batch_publish_post, ADMIN, SMALL },
	{ GET, BATCH "/site/:site", page_batch_site, ADMIN, 0 },

	/* What was published, for everybody. */
	{ GET, "/public", page_public, ROLE_PUBLIC, 0 },
	{ GET, "/public/json", page_public_json, ROLE_PUBLIC, 0 },
	{ GET, "/public/csv", page_public_csv, ROLE_PUBLIC, 0 },
	{ GET, "/public/keys", page_public_keys, ROLE_PUBLIC, 0 },
	{ GET, PUBLISHER, page_public_org, ROLE_PUBLIC, 0 },
	{ GET, PUBLISHER "/json", page_public_org_json, ROLE_PUBLIC, 0 },
	{ GET, PUBLISHER "/csv", page_public_org_csv, ROLE_PUBLIC, 0 },
	{ GET, PUBLISHER "/:version", page_public_version, ROLE_PUBLIC, 0 },
	{ GET, PUBLISHER "/:version/csv", page_public_version_csv, ROLE_PUBLIC,
	    0 },
	{ GET, PUBLISHER "/:version/bundle/:edition", page_public_bundle,
	    ROLE_PUBLIC, 0 },
	/* What is asked, and where it comes from. */
	{ GET, "/catalogue", page_catalogue, ROLE_PUBLIC, 0 },
	{ GET, "/catalogue/load", page_catalogue_load, ROLE_NATIONAL, 0 },
	{ POST, "/catalogue/load", page_catalogue_take, ROLE_NATIONAL, UPLOAD },
	{ GET, "/catalogue/:set", page_set, ROLE_PUBLIC, 0 },
	{ GET, "/catalogue/:set/pack", page_set_pack, ROLE_PUBLIC, 0 },
	{ GET, "/catalogue/:set/changes", page_changes, ROLE_PUBLIC, 0 },
	{ GET, "/catalogue/:set/withdraw", page_withdraw, ROLE_NATIONAL, 0 },
	{ POST, "/catalogue/:set/withdraw", page_withdraw_post, ROLE_NATIONAL,
	    PERSON },
	{ POST, "/catalogue/:set/reinstate", page_reinstate, ROLE_NATIONAL,
	    SMALL },
	{ GET, "/catalogue/:set/requirement/:number", page_set_requirement,
	    ROLE_PUBLIC, 0 },
	{ GET, "/catalogue/:set/requirement/:number/edit", page_set_edit,
	    ROLE_NATIONAL, 0 },
	{ POST, "/catalogue/:set/requirement/:number/edit", page_set_revise,
	    ROLE_NATIONAL, LARGE },
	{ GET, "/library", page_library, ROLE_PUBLIC, 0 },
	{ GET, "/library/:source", page_source, ROLE_PUBLIC, 0 },
	/* Who holds which duty; whoever was named says yes. */
	{ GET, "/duties", page_duty_list, HOLDERS, 0 },
	{ POST, "/duties", page_duty_add, ADMIN, PERSON },
	{ GET, DUTY, page_duty, HOLDERS, 0 },
	{ POST, DUTY, page_duty_name, ADMIN, PERSON },
	{ POST, DUTY "/change", page_duty_change, ADMIN, PERSON },
	{ POST, DUTY "/end", page_duty_end, ADMIN, SMALL },
	{ GET, DUTY "/accept", page_duty_accept, ROLE_SIGNED_IN, 0 },
	{ POST, DUTY "/accept", page_duty_accept_post, ROLE_SIGNED_IN, SMALL },

	/* What everybody does: their own training and policies. */
	{ GET, "/training", page_training, ROLE_SIGNED_IN, 0 },
	{ GET, "/training/course/:code", page_course, ROLE_SIGNED_IN, 0 },
	{ POST, "/training/course/:code", page_course_attest, ROLE_SIGNED_IN,
	    SMALL },
	{ GET, "/training/correct/:id", page_correct, ROLE_SIGNED_IN, 0 },
	{ POST, "/training/correct/:id", page_correct_post, ROLE_SIGNED_IN,
	    PERSON },
	{ GET, "/training/certificate/:number", page_certificate,
	    ROLE_SIGNED_IN, 0 },
	{ GET, "/verify", page_verify, ROLE_PUBLIC, 0 },
	{ GET, "/verify/:number", page_verify_number, ROLE_PUBLIC, 0 },
	{ GET, "/training/policies", page_policies, ROLE_SIGNED_IN, 0 },
	{ GET, "/training/policies/:id", page_policy, ROLE_SIGNED_IN, 0 },
	{ POST, "/training/policies/:id", page_policy_ack, ROLE_SIGNED_IN,
	    SMALL },
	{ GET, "/manage/policies", page_manage_policies, ADMIN, 0 },
	{ GET, "/manage/policies/new", page_manage_policy_new, ADMIN, 0 },
	{ POST, "/manage/policies/new", page_manage_policy_add, ADMIN, POLICY },
	{ GET, "/manage/policies/:id", page_manage_policy, ADMIN, 0 },
	{ POST, "/manage/policies/:id", page_manage_policy_change, ADMIN,
	    PERSON },
	{ GET, "/manage/policies/:id/text", page_manage_policy_text, ADMIN, 0 },
	{ POST, "/manage/policies/:id/text", page_manage_policy_revise, ADMIN,
	    POLICY },

	/* Reminders, and a calendar that needs no signing in. */
	{ GET, "/settings", page_settings, ROLE_SIGNED_IN, 0 },
	{ POST, "/settings", page_settings_save, ROLE_SIGNED_IN, SMALL },
	{ POST, "/settings/calendar", page_calendar_make, ROLE_SIGNED_IN,
	    SMALL },
	{ POST, "/settings/calendar/end", page_calendar_end, ROLE_SIGNED_IN,
	    SMALL },
	{ GET, "/settings/tokens", page_tokens, ROLE_SIGNED_IN, 0 },
	{ POST, "/settings/tokens", page_token_make, ROLE_SIGNED_IN, SMALL },
	{ POST, "/settings/tokens/:token/revoke", page_token_revoke,
	    ROLE_SIGNED_IN, SMALL },
	{ GET, "/calendar/:token", page_calendar, ROLE_PUBLIC, 0 },
	{ GET, "/reminders", page_reminders, ADMIN, 0 },
	{ GET, "/reminders/overdue", page_reminders_overdue, ROLE_SIGNED_IN,
	    0 },

	/* A kiosk, and the PIN for it. */
	{ GET, "/kiosk", page_kiosk, ROLE_TERMINAL, 0 },
	{ POST, "/kiosk", page_kiosk_name, ROLE_TERMINAL, SMALL },
	{ GET, "/kiosk/register", page_kiosk_register, ROLE_PUBLIC, 0 },
	{ POST, "/kiosk/register", page_kiosk_register_post, ROLE_PUBLIC,
	    SMALL },
	{ GET, "/kiosk/help", page_kiosk_help, ROLE_TERMINAL, 0 },
	{ GET, "/kiosk/proof", page_kiosk_proof, ROLE_NAMED, 0 },
	{ POST, "/kiosk/proof", page_kiosk_prove, ROLE_NAMED, SMALL },
	{ GET, "/kiosk/owed", page_kiosk_owed, ROLE_PROVED, 0 },
	{ GET, "/kiosk/attest/:code", page_kiosk_attest, ROLE_PROVED, 0 },
	{ POST, "/kiosk/attest/:code", page_kiosk_confirm, ROLE_PROVED, SMALL },
	{ GET, "/kiosk/done/:code", page_kiosk_done, ROLE_PROVED, 0 },
	{ POST, "/kiosk/stay", page_kiosk_stay, ROLE_NAMED, SMALL },
	{ POST, "/kiosk/leave", page_kiosk_leave, ROLE_NAMED, SMALL },
	{ GET, "/training/pin", page_pin, ROLE_SIGNED_IN, 0 },
	{ POST, "/training/pin", page_pin_set, ROLE_SIGNED_IN, SMALL },
	{ GET, "/manage/kiosks", page_kiosks, ADMIN, 0 },
	{ POST, "/manage/kiosks", page_kiosk_add, ADMIN, SMALL },
	{ POST, "/manage/kiosks/pin", page_kiosk_unpin, ADMIN, SMALL },
	{ POST, "/manage/kiosks/:id/revoke", page_kiosk_revoke, ADMIN, SMALL },

	/* A manager's team. */
	{ GET, "/team", page_team, TEAM, 0 },
	{ GET, "/team/chase", page_team_chase, TEAM, 0 },
	{ GET, "/team/session", page_team_session, TEAM, 0 },
	{ POST, "/team/session", page_team_session_post, TEAM, 65536 },
	{ GET, "/team/:id", page_team_member, TEAM, 0 },

	/* Staff, courses and who needs them. */
	{ GET, "/manage", page_manage, ROLE_ADMINISTRATOR, 0 },
	{ GET, "/manage/staff", page_manage_staff, ROLE_ADMINISTRATOR, 0 },
	{ GET, "/manage/staff/new", page_manage_staff_new, ROLE_ADMINISTRATOR,
	    0 },
	{ POST, "/manage/staff/new", page_manage_staff_add, ROLE_ADMINISTRATOR,
	    RECORD },
	{ GET, MEMBER, page_manage_member, ROLE_ADMINISTRATOR, 0 },
	{ GET, MEMBER "/change", page_manage_staff_edit, ROLE_ADMINISTRATOR,
	    0 },
	{ POST, MEMBER "/change", page_manage_staff_change, ROLE_ADMINISTRATOR,
	    RECORD },
	{ POST, MEMBER "/exclusions", page_manage_leave_out, ROLE_ADMINISTRATOR,
	    RECORD },
	{ POST, MEMBER "/exclusions/:exclusion/end", page_manage_let_in,
	    ROLE_ADMINISTRATOR, SMALL },
	{ GET, "/manage/courses", page_manage_courses, ROLE_ADMINISTRATOR, 0 },
	{ GET, "/manage/courses/new", page_manage_course_new,
	    ROLE_ADMINISTRATOR, 0 },
	{ POST, "/manage/courses/new", page_manage_course_add,
	    ROLE_ADMINISTRATOR, RECORD },
	{ GET, COURSE, page_manage_course, ROLE_ADMINISTRATOR, 0 },
	{ POST, COURSE, page_manage_course_change, ROLE_ADMINISTRATOR, RECORD },
	{ POST, COURSE "/names", page_manage_course_name, ROLE_ADMINISTRATOR,
	    SMALL },
	{ GET, "/manage/needs", page_manage_needs, ROLE_ADMINISTRATOR, 0 },
	{ POST, "/manage/needs", page_manage_needs_save, ROLE_ADMINISTRATOR,
	    65536 },
	{ POST, "/manage/needs/groups", page_manage_group_add,
	    ROLE_ADMINISTRATOR, SMALL },

	/* Files of staff and of completions. */
	{ GET, IMPORT, page_import, ADMIN, 0 },
	{ GET, IMPORT "/staff", page_import_staff, ADMIN, 0 },
	{ POST, IMPORT "/staff", page_import_staff_send, ADMIN, UPLOAD },
	{ GET, IMPORT "/training", page_import_training, ADMIN, 0 },
	{ POST, IMPORT "/training", page_import_training_send, ADMIN, UPLOAD },
	{ GET, IMPORT "/file/:id", page_import_file, ADMIN, 0 },
	{ POST, IMPORT "/file/:id", page_import_check, ADMIN, PERSON },
	{ POST, IMPORT "/file/:id/apply", page_import_apply, ADMIN, SMALL },
	{ POST, IMPORT "/file/:id/drop", page_import_drop, ADMIN, SMALL },
	{ GET, IMPORT "/run/:id", page_import_run, ADMIN, 0 },
	{ GET, IMPORT "/run/:id/refused", page_import_refused, ADMIN, 0 },

	/* The training figure. */
	{ GET, "/manage/figure", page_figure, ROLES_READ, 0 },
	{ GET, "/manage/figure/csv", page_figure_csv, ROLE_ADMINISTRATOR, 0 },
	{ GET, "/manage/figure/frozen/:id", page_figure_frozen, ROLES_READ, 0 },
	{ GET, "/manage/figure/settings", page_figure_settings, ROLES_READ, 0 },
	{ POST, "/manage/figure/settings", page_figure_model,
	    ROLE_ADMINISTRATOR, SMALL },
	{ POST, "/manage/figure/reviews", page_figure_review,
	    ROLE_ADMINISTRATOR, 4 * PERSON },
	{ POST, REQUIREMENT "/override", page_override, ACTORS, PERSON },
	{ POST, REQUIREMENT "/cap", page_override_end, ACTORS, SMALL },
};

const size_t routes_n = sizeof(routes) / sizeof(routes[0]);
