#!/bin/sh
# api_test.sh - a program plays a supplier's year over HTTP: a token, the list,
# the answers, a conflict, the publication.  And what it may not do.
#
#   BUILD=dir [FRONT=apache] [BASE=/ig] sh tests/web/api_test.sh
#
# shellcheck disable=SC2154,SC2016 # set by lib.sh; Perl in quotes
. "$(dirname "$0")/lib.sh"

API=$BASE/api/v1
token=

# With the token, unless it is empty; status, $head and $body as ever.
api() { # METHOD PATH [CURL-ARGUMENT...]
	method=$1 a_path=$2
	shift 2
	rm -f "$body"
	[ -z "$token" ] || set -- -H "Authorization: Bearer $token" "$@"
	status=$(curl -qs --noproxy '*' --max-time 60 --path-as-is -D "$head" \
	    -o "$body" -w '%{http_code}' -X "$method" "$@" \
	    "http://127.0.0.1:$PORT$a_path")
	[ -f "$body" ] || : >"$body"
}
send() { # PATH JSON [CURL-ARGUMENT...]
	s_path=$1 s_json=$2
	shift 2
	api POST "$API$s_path" -H 'Content-Type: application/json' \
	    --data-binary "$s_json" "$@"
}
# What a Perl expression over the answer gives: said '$_->{page}{title}'
said() { # EXPRESSION
	EXPRESSION=$1 perl -CO -MJSON::PP -0777 -ne '
	    $_ = JSON::PP->new->utf8->decode($_);
	    my $v = eval $ENV{EXPRESSION};
	    print defined $v ? $v : "null", "\n"' "$body" 2>/dev/null ||
		echo none
}
problem() { # NAME STATUS
	status_is "$1" "$2"
	is "$1: as a problem" "$(header Content-Type) $(said '$_->{status}')" \
	    "application/problem+json $2"
}

org 8XX02 CTP "Southgate Records"
person 8XX02 sol "Sol Mendes" secret-sol administrator
person 8XX02 vera "Vera Lund" secret-vera viewer
setting api per_minute 400
start_site -b "$BASE"

# ---- tokens ----

sign_in sol secret-sol sol
post sol /settings/tokens /settings/tokens name=Job read=1 write=1 \
    "until-day=$(date -d '+30 days' +%-d)" \
    "until-month=$(date -d '+30 days' +%-m)" \
    "until-year=$(date -d '+30 days' +%Y)" password=secret-sol
status_is "a token is made on the page" 200
made=$(grep -o 'igtk_[A-Za-z0-9_-]\{43\}' "$body" | head -n 1)
is "it has its form" "${#made}" 48
reader=$(igtk token add --org 8XX02 --user vera --name Look \
    --until "$(date -d '+30 days' +%F)" 2>/dev/null | head -n 1)
is "and another by command" "${#reader}" 48

api GET "$API/home"
problem "no token" 401
is "it says what is missing" "$(header WWW-Authenticate)" 'Bearer realm="igtk"'
api GET "$API/home" -H "Cookie: $(cookie_of sol)"
problem "a cookie is none" 401
api POST "$API/settings" -H "Cookie: $(cookie_of sol)" -d late-only=1
problem "nor does it do anything" 401
token=igtk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
api GET "$API/home"
problem "a wrong token" 401
token=$made
api GET "$API/home"
status_is "the right one" 200
is "whose place it is" "$(said '$_->{place}')" \
    "Assessments of Southgate Records"
is "it is kept by nobody on the way" "$(header Cache-Control)" no-store

# ---- the year ----

send /assessment '{"version":"13"}' -H 'Idempotency-Key: open 13'
status_is "the year is opened" 200
is "its address" "$(said '$_->{location}') $(header Location)" \
    "$API/assessment/13 $API/assessment/13"
send /assessment '{"version":"13"}' -H 'Idempotency-Key: open 13'
status_is "once, however often it is sent" 200
send /assessment '{"version":"13"}'
status_is "nor by another key: it is open" 200
is "there is one year" \
    "$(igtk assessment list --org 8XX02 2>/dev/null | wc -l)" 1
api GET "$API/assessment/13"
is "the list" "$status $(said '$_->{all}') $(said 'scalar map { @{$_->{lines}} } @{$_->{groups}}')" \
    "200 17 17"
send /assessment/13/publish '{"accept":true,"password":"secret-sol","statement":"'"$(
    printf '%064d' 0)"'"}'
problem "it is not ready to be published" 409
is "what is in the way is said, and where" \
    "$(said '$_->{detail} =~ /Not complete yet: 114, / ? $_->{location} : $_->{detail}')" \
    "$API/assessment/13/readiness"
api GET "$API/assessment/13"
numbers=$(said 'join " ", map { map { $_->{number} } @{$_->{lines}} } @{$_->{groups}}')

# All criteria met, as one program would: from what the page says it has.
answer() { # NUMBER BUTTON: the body on standard output
	api GET "$API/assessment/13/requirement/$1"
	BUTTON=$2 perl -MJSON::PP -0777 -ne '
	    my $page = JSON::PP->new->utf8->decode($_);
	    my %f = (edition => $page->{edition}, do => $ENV{BUTTON},
		owner => "Sol Mendes", target => 3);
	    for (map { @{$_->{criteria}} } @{$page->{levels}}) {
		if ($ENV{BUTTON} eq "save") {
		    $f{"met-$_->{code}"} = JSON::PP::true;
		} else {
		    push @{$f{met}}, $_->{code};
		}
		$f{"comment-$_->{code}"} = "Seen by a program: \x{142}\n";
	    }
	    $f{"evidence-lines"} = 1;
	    @f{qw(evidence-1-title evidence-1-reference evidence-1-shows)} =
		("Paper", "Shelf 2", "1a");
	    print JSON::PP->new->utf8->encode(\%f)' "$body"
}
answer 114 save >"$T/first"
send /assessment/13/requirement/114 "@$T/first"
status_is "a requirement is answered" 200
is "where to look" "$(said '$_->{location}' | sed 's/?.*//')" \
    "$API/assessment/13/requirement/114"
api GET "$API/assessment/13/requirement/114"
is "the answer is there" \
    "$(said '$_->{levels}[0]{criteria}[0]{met} ? "met" : "not"') $(said '$_->{edition}')" \
    "met 1"
sed 's/Seen by a program/Seen by another/g' "$T/first" >"$T/second"
send /assessment/13/requirement/114 "@$T/second"
status_is "somebody else was first" 409
is "both versions are told" \
    "$(said '$_->{clash} ? "clash" : ""') $(said '$_->{levels}[0]{criteria}[0]{comment} =~ /another/ ? "mine" : ""') $(said '$_->{theirs_comments}[0] ? "theirs" : ""')" \
    "clash mine theirs"
is "nothing of it was saved" \
    "$(api GET "$API/assessment/13/requirement/114"; said '$_->{edition}')" 1
send /assessment/13/requirement/114 '{"edition":1,"do":"save","target":9}'
is "what is wrong is said by field" \
    "$status $(said 'join " ", map { $_->{field} } @{$_->{page}{faults}}')" \
    "422 target"
send /assessment/13/requirement/114 \
    '{"edition":1,"do":"save","met":["1a",{"code":"1b"}]}'
problem "a list of anything but texts" 422
is "which element it is" "$(said '$_->{detail} =~ /\$\.met\[1\]: must be/ ? "it" : $_->{detail}')" it
send /assessment/13/requirement/114 '{"edition":1,"do":["save"]}'
problem "a list where a field is given once" 400
for number in $numbers; do
	answer "$number" complete >"$T/answer"
	send "/assessment/13/requirement/$number" "@$T/answer"
	[ "$status" = 200 ] || not_ok "$number" "$status: $(head -c 600 "$body")"
done
api GET "$API/assessment/13"
is "all are complete" "$(said '$_->{answered}') $(said '$_->{percent}')" \
    "17 100%"
is "the command line says so too" \
    "$(igtk score --org 8XX02 --version 13 --json 2>/dev/null |
	grep -o '"percent":[0-9]*' | head -n 1)" '"percent":100'
api GET "$API/assessment/13/readiness"
status_is "readiness" 200
api GET "$API/assessment/13/publish"
status_is "what is published is read first" 200
digest=$(said '$_->{digest}')
publish() { # PASSWORD [CURL-ARGUMENT...]
	p_password=$1
	shift
	send /assessment/13/publish "{\"accept\":true,\"statement\":\"$digest\",\"password\":\"$p_password\"}" "$@"
}
publish wrong
is "a wrong password publishes nothing" \
    "$status $(said 'join " ", map { $_->{field} } @{$_->{page}{faults}}')" \
    "422 password"
publish secret-sol -H 'Idempotency-Key: publish 13'
status_is "published" 200
is "its address" "$(said '$_->{location}')" \
    "$API/assessment/13/publication"
api GET "$(said '$_->{location}')"
status_is "the publication" 200
publish secret-sol -H 'Idempotency-Key: publish 13'
is "the same once more is done already" "$status $(said '$_->{location}')" \
    "200 $API/assessment/13/publication"
publish secret-sol
problem "another act is not: it is published" 409
token=
api GET "$API/public/8XX02/13"
status_is "everybody may read it" 200
has "with its score" '100%'
token=$made
send /assessment/13/requirement/114 '{"edition":2,"do":"save"}'
status_is "and nobody changes it" 409

# ---- what may not be ----

token=$reader
api GET "$API/assessment/13"
status_is "a reader reads" 200
send /settings '{}'
problem "and writes nothing" 403
is "the scope is named" "$(header WWW-Authenticate | grep -o 'scope="write"')" \
    'scope="write"'
api GET "$API/people"
problem "nor more than the person may" 403
token=$made
send /settings '{"late-only":tru}'
problem "what is no JSON" 400
is "is said where" "$(said '$_->{detail} =~ /line 1, byte 14/ ? "there" : $_->{detail}')" there
send /settings '{"late-only":true,"late-only":false}'
problem "a member twice" 400
send /settings "{\"late-only\":\"$(head -c 5000 /dev/zero | tr '\0' x)\"}"
problem "too long" 413
api POST "$API/settings" -H 'Content-Type: text/plain' -d x
problem "another type" 415
api PUT "$API/settings" -d x
problem "another method" 405
api GET "$API/kiosk"
problem "a kiosk's page" 404
api GET "$API/sign-in"
problem "signing in" 404
api GET "$API/openapi.json"
is "the description" "$status $(said '$_->{openapi}') $(said '$_->{servers}[0]{url}')" \
    "200 3.1.0 $API"
is "what a query asks" \
    "$(said 'join " ", map { "$_->{in}:$_->{name}" } @{$_->{paths}{"/assessment/{version}"}{get}{parameters}}')" \
    "query:section query:owner query:status"
is "what may be a list" \
    "$(said '$_->{paths}{"/assessment/{version}/requirement/{number}"}{post}{requestBody}{content}{"application/json"}{schema}{properties}{met}{type}')" \
    array
api GET "$API/assessment/13?status=complete"
is "a query is read" "$status $(said 'scalar map { @{$_->{lines}} } @{$_->{groups}}')" "200 17"
api GET "$API/assessment/13?status=complete&x=1"
problem "a name that is not read" 400

# ---- its end ----

id=$(igtk token list --org 8XX02 2>/dev/null | grep ': Job ' | cut -d' ' -f1)
igtk token revoke "$id" --org 8XX02 >/dev/null 2>&1
api GET "$API/home"
problem "revoked" 401
is "no token is in a log" "$(cat "$T"/logs/* | grep -c -e "$made" -e "$reader")" 0
is "the audit trail says by what" \
    "$(igtk audit export --org 8XX02 2>/dev/null | grep -c '"source":"api","action":"assessment.publish"')" 1
finish
