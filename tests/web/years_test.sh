#!/bin/sh
# years_test.sh - three years of a trust, a general practice and a chain of
# 1,000 pharmacies, played from end to end under a clock of the test's own.
#
#   BUILD=dir sh tests/web/years_test.sh
#
# Real programs: igtk, igtk-fcgi and the broker behind nginx.  years/ holds
# what each party does in each act; here is when, and in which order.
# shellcheck disable=SC1090,SC1091,SC2154 # of the parts; set by lib.sh
. "$(dirname "$0")/lib.sh"
Y=$TREE/tests/web/years
for part in stage trust trust_later practice chain end; do
	. "$Y/$part.sh"
done
MARK=Qprivate
export MARK

# ---- the first year, of version 14.1 ----

begin_at '2026-04-20 10:00'
act "April 2026: everybody is registered"
mkdir "$T/packs" "$T/bundles" "$T/again"
cp "$TREE"/config/catalogue/igt-14.1-*.json "$T/packs"
perl "$Y/packs.pl" "$T/packs" "$T/packs" || give_up "no later packs"
start_site
trust_begins
practice_begins
chain_begins

at '2026-05-11 10:00'
act "May 2026: the year is opened and answered"
trust_opens_first

at '2026-07-30 10:00'
act "July 2026: the baseline"
trust_baseline_first
records RX901 14.1

at '2026-10-20 10:00'
act "October 2026: the performance update"
trust_update_first
records RX901 14.1

at '2027-02-10 10:00'
act "February 2027: training"
trust_trains_first

at '2027-03-24 10:00'
act "March 2027: confirming, and the practice"
trust_confirms_first
practice_first

at '2027-03-25 10:00'
act "March 2027: 998 pharmacies"
chain_first

at '2027-03-31 16:00'
act "31 March 2027: the trust publishes on the last day"
trust_publishes_first
records RX901 14.1
fetches RX901 14.1 1
fetches B0500 14.1 1
fetches K8501 14.1 1

at '2027-04-20 10:00'
act "April 2027: reviews"
is "extract: the day before, the day, the day after" \
    "$(extract RX901 2027-03-30), $(extract RX901 2027-03-31), $(extract \
	RX901 2027-04-01)" \
    "14.1 not published - - - -, 14.1 published satisfactory-with-improvement-plan 68 0 1, 14.1 published satisfactory-with-improvement-plan 68 0 1"
trust_is_reviewed
chain_changes_hands

# ---- the second, of version 15 ----

at '2027-05-10 10:00'
act "May 2027: version 15"
does "head office: the sets of 15 are loaded" catalogue load \
    "$T"/packs/igt-15-*.json
trust_opens_second

at '2027-07-31 23:15'
act "31 July 2027, 23:15: the baseline"
trust_baseline_second

at '2027-09-01 10:00'
act "September 2027: somebody leaves"
trust_hands_over

at '2027-11-05 10:00'
act "November 2027: a late update"
trust_update_second

at '2028-02-29 10:00'
act "29 February 2028: a plan, and training"
practice_lapses
trust_plans_second

at '2028-03-20 10:00'
act "March 2028: 1,006 pharmacies"
chain_second

at '2028-03-31 23:15'
act "31 March 2028, 23:15: the practice publishes, the trust does not"
practice_second
trust_is_due_second

at '2028-04-01 00:10'
act "1 April 2028, 00:10: a day late"
trust_is_overdue_second

at '2028-04-04 10:00'
act "April 2028: the trust publishes, late"
is "extract: on the last day what it published last" "$(extract RX901 2028-03-31)" \
    "14.1 published satisfactory-with-improvement-plan 68 0 1"
is "extract: from then on that it did not publish" "$(extract RX901 2028-04-03)" \
    "15 not published - - - -"
trust_publishes_second
fetches RX901 15 1
fetches B0500 15 1
fetches K8501 15 1
is "extract: from that day on the late one" "$(extract RX901 2028-04-04)" \
    "15 published satisfactory-with-improvement-plan 67 1 1"

at '2028-05-02 10:00'
act "May 2028: an exemption afterwards"
trust_is_exempted

# ---- the third, of version 16 ----

at '2028-05-15 10:00'
act "May 2028: version 16"
does "head office: the sets of 16 are loaded" catalogue load \
    "$T"/packs/igt-16-*.json
trust_opens_third
chain_before_third

at '2028-06-01 10:00'
act "June 2028: everybody is trained"
trust_trains_all

at '2029-02-28 10:00'
act "28 February 2029: training has run out"
trust_runs_out

at '2029-03-02 10:00'
act "March 2029: training, an override, an exemption"
trust_trains_third
practice_third

at '2029-03-20 10:00'
act "March 2029: the trust publishes"
trust_publishes_third
chain_third
fetches RX901 16 1
fetches B0500 16 1

at '2029-04-01 00:10'
act "1 April 2029, 00:10: the practice is late"
practice_is_late
fetches K8501 16 1

at '2029-04-10 10:00'
act "April 2029: a mistake is put right"
new_key
trust_supersedes
chain_is_late
fetches RX901 16 2

at '2029-05-02 10:00'
act "May 2029: what is left of it"
asks_again
bundles_verify
trend_is
public_is_clean RX901 K8501 PH000 B0001 B0500 B1011
records_are_whole
act_end
finish
