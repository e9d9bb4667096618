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

finish
