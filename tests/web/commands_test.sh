#!/bin/sh
# commands_test.sh - what igtk refuses, with which exit status, and that it
# leaves nothing behind.
#
#   BUILD=dir sh tests/web/commands_test.sh
# shellcheck disable=SC2154 # set by lib.sh
. "$(dirname "$0")/lib.sh"

demo_people
out=$T/out err=$T/err

ends() { # NAME STATUS WORD...: a command with the records of the demo
	name=$1 want=$2
	shift 2
	igtk "$@" >"$out" 2>"$err" </dev/null
	is "$name" $? "$want"
}
says() { # NAME TEXT: on standard error
	if grep -qF -- "$2" "$err"; then
		ok "$1"
	else
		not_ok "$1" "$(cat "$err")"
	fi
}
lines() { # NAME NUMBER WORD...: how many lines a list has
	name=$1 want=$2
	shift 2
	is "$name" "$(igtk "$@" | wc -l | tr -d ' ')" "$want"
}

# ---- a batch with its sites, or none ----

batch() { # NAME STATUS WORD...
	name=$1 want=$2
	shift 2
	ends "$name" "$want" batch new --as imogen --org FP901 \
	    --version 14.1 --type PHA --source FP902 "$@"
}
lines "the batch of the demo" 1 batch list --org FP901
batch "a site of somebody else" 1 FP903 RX901
says "it is named" "nothing was changed: not of the sites of FP901: RX901"
lines "no batch is left of it" 1 batch list --org FP901
batch "sites that are its own" 0 FP903
lines "a batch of them" 2 batch list --org FP901

# ---- wrong usage is 2, and what cannot be done 1 ----

exempt() { # NAME STATUS WORD...
	name=$1 want=$2
	shift 2
	ends "$name" "$want" exemption add --version 14.1 --requirement 101 \
	    --reason "Not asked of them" "$@"
}
exempt "a day that no year has" 2 --org RX901 --from 2026-02-29
says "the option and the day are said" "--from takes a day such as"
exempt "a last day that is none" 2 --org RX901 --until soon
exempt "neither an organisation nor a type" 2
exempt "both of them" 2 --org RX901 --type NHS
says "what to give is said" "give one of --org and --type"
exempt "an organisation that is not there" 1 --org NONE9
lines "nothing was exempted" 0 exemption list

ends "an edition that is no number" 2 bundle export --org 8XX01 --version 13 x
ends "one that was not published" 1 bundle export --org 8XX01 --version 13 7
ends "reminders of a day that is none" 2 remind --on 2026-13-01
ends "a stage that is none" 2 assessment submit --org RX901 --version 14.1 \
    --stage foo
ends "a role that is none" 2 role grant --org RX901 --user tom --role king
ends "a duty for nobody" 2 duty name --org RX901 --duty ig-lead
ends "a duty from a day that is none" 2 duty name --org RX901 \
    --duty ig-lead --user tom --on 31.3.2027
ends "a token until a day that is none" 2 token add --org RX901 --user tom \
    --name "Report" --until never
ends "a figure on a day that is none" 2 training figure --org RX901 \
    --course IG-BASIC --on today
ends "no site to leave out" 2 batch exclude 1 --as imogen --org FP901

# ---- a name that nobody can see is none ----

nbsp=$(printf '\302\240') zero=$(printf '\342\200\213')
for unseen in ' ' "$nbsp" "$zero" " $nbsp$zero "; do
	ends "an organisation without a name to be seen" 1 org add \
	    --code NEW01 --type PHA --name "$unseen"
	says "why not" "not only blanks"
	ends "one that had a name" 1 org change --code RX901 --name "$unseen"
	printf 'code,name,type\nNEW01,"%s",PHA\n' "$unseen" >"$T/orgs.csv"
	ends "one out of a file" 1 org import "$T/orgs.csv"
	says "where and why not" "line 2: NEW01: a name has 1 to 200"
	ends "a person" 1 person add --org RX901 --user nobody1 \
	    --name "$unseen"
	ends "a reason" 1 exemption add --org RX901 --version 14.1 \
	    --requirement 101 --reason "$unseen"
done
is "no organisation came of it" "$(igtk org list | grep -c NEW01)" 0
lines "nothing was exempted for such a reason" 0 exemption list

finish
