#!/bin/sh
# sites_test.sh - the four sites that ship, as they are but for names, ports
# and places: nginx and Apache, a host of its own and a path of a shared one.
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

command -v openssl >/dev/null || { skip sites "no openssl"; exit 0; }

# The parts of a site that belong to this test's folder.
here() { # FILE
	sed -e "s|/run/igtk/igtk.sock|$T/run/igtk.sock|" \
	    -e "s|/usr/local/share/igtk/assets|$T/assets|" \
	    -e "s|/usr/local/share/doc/igtk/examples/nginx|$T/pages|" \
	    -e "s|/etc/ssl/certs/ig.trust.example.pem|$T/pem|" \
	    -e "s|/etc/ssl/private/ig.trust.example.key|$T/key|" \
	    -e "s|listen 443 .*|listen 127.0.0.1:$SECURE ssl;|" \
	    -e "s|listen 80;|listen 127.0.0.1:$PORT;|; /listen \[::\]/d" \
	    -e "s|VirtualHost \*:80|VirtualHost 127.0.0.1:$PORT|" \
	    -e "s|VirtualHost \*:443|VirtualHost 127.0.0.1:$SECURE|" \
	    "$TREE/config/$1"
}

# What stands around a site on a machine where nginx or Apache is installed.
around_nginx() { # as_a_host or below_a_path
	sed '/^	server {/,$d' "$TREE/config/nginx/demo.conf.in" |
	    sed -e "s|@RUN@|$T/run|; s|@LOGS@|$T/logs|; s|@USER@||" \
		-e '/client_max_body_size\|_timeout\|server_tokens\|large_client/d'
	if [ "$1" = as_a_host ]; then
		here nginx/igtk.conf
	else
		here nginx/igtk-path.conf >"$T/path.conf"
		echo "server { listen 127.0.0.1:$SECURE ssl; server_name x;
		    ssl_certificate $T/pem; ssl_certificate_key $T/key;
		    root $T/run/nothing; include $T/path.conf; }"
	fi
	echo '}'
}
around_apache() { # as_a_host or below_a_path
	sed '/^ErrorLog/,$d; s/^Listen.*//' "$TREE/config/apache/demo.conf.in" |
	    sed -e "s|@RUN@|$T/run|; s|@LOGS@|$T/logs|; s|@PORT@|$PORT|" \
		-e "s|@MODULES@|$modules|"
	cat <<-END
	LoadModule ssl_module $modules/mod_ssl.so
	LoadModule authz_host_module $modules/mod_authz_host.so
	ErrorLog "$T/logs/apache.log"
	Listen 127.0.0.1:$PORT
	Listen 127.0.0.1:$SECURE
	TypesConfig /etc/mime.types
	<Directory />
	Options FollowSymLinks
	AllowOverride None
	Require all denied
	</Directory>
	END
	if [ "$1" = as_a_host ]; then
		here apache/igtk.conf
	else
		here apache/igtk-path.conf >"$T/path.conf"
		cat <<-END
		<VirtualHost 127.0.0.1:$SECURE>
		SSLEngine on
		SSLCertificateFile $T/pem
		SSLCertificateKeyFile $T/key
		Include $T/path.conf
		</VirtualHost>
		END
	fi
}

is_healthy() {
	curl -qkfs --noproxy '*' --max-time 5 -o "$T/health" "$URL/healthz"
}

walk() { # as_a_host or below_a_path
	get jar /sign-in -k
	status_is "$2: the first page" 200
	is "$2: it is kept nowhere" "$(header Cache-Control)" no-store
	sheet=$(grep -oE "/assets/[A-Za-z0-9._-]+\.css" "$body" | head -n 1)
	hidden "$BASE/sign-in" <"$body" | grep -v '^next=' | tr '\n' '&' \
	    >"$T/fields"
	fields user=ann password=right-ann next= >>"$T/fields"
	ask jar /sign-in -k -X POST --data-binary "@$T/fields"
	is "$2: signing in" "$status $(header Location)" "303 $BASE/"
	is "$2: with a cookie for HTTPS only" "$(grep -ic \
	    "^set-cookie: [a-z_-]*igtk=.*; path=$BASE/\{0,1\};.*; secure" "$head")" 1
	get jar /home -k
	status_is "$2: the page behind it" 200
	get jar "$sheet" -k
	is "$2: a style sheet" "$status $(header Content-Type)" \
	    "200 text/css; charset=utf-8"
	is "$2: which is kept for good" "$(header Cache-Control)" \
	    "public, max-age=31536000, immutable"
	get jar /healthz -k
	status_is "$2: /healthz from this machine" 200
	head -c 1048577 /dev/zero >"$T/big"
	ask jar /sign-in -k --data-binary "@$T/big"
	has "$2: a form over the limit" "What you sent is too big"
	if [ "$1" = as_a_host ]; then
		is "$2: HTTPS only, from now on" \
		    "$(header Strict-Transport-Security | sort -u)" \
		    max-age=31536000
		is "$2: to HTTPS without it" "$(curl -qs --noproxy '*' -o /dev/null \
		    -w '%{http_code} %{redirect_url}' \
		    "http://127.0.0.1:$PORT/help")" \
		    "301 https://ig.trust.example/help"
	else
		is "$2: /ig leads to /ig/" "$(curl -qsk --noproxy '*' -o \
		    /dev/null -w '%{http_code} %{redirect_url}' \
		    "https://127.0.0.1:$SECURE/ig")" \
		    "301 https://127.0.0.1:$SECURE/ig/"
	fi
	stop_fcgi
	get jar /help -k
	has "$2: without igtk" "The service is not available"
}

site() { # FRONT as_a_host or below_a_path
	FRONT=$1
	BASE=
	[ "$2" = as_a_host ] || BASE=/ig
	PORT=$(free_port)
	SECURE=$(free_port)
	URL=https://127.0.0.1:$SECURE$BASE
	site_files
	sed -i "s|^public_url.*|public_url = https://127.0.0.1:$SECURE|
	    s|^secure.*|secure = yes|" "$T/igtk.ini"
	"around_$1" "$2" >"$T/$1.conf"
	rm -f "$T"/*.jar
	start_fcgi
	start_front
	walk "$2" "$1 $(echo "$2" | tr _ ' ')"
	stop_front
}

org RX901 ACU "Eastmarsh Hospitals"
person RX901 ann "Ann Assessor" right-ann assessor
modules=/usr/lib/apache2/modules
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -subj /CN=ig.trust.example -days 2 -keyout "$T/key" -out "$T/pem" \
    2>/dev/null
PORT=1
site_files
start_broker
for front in nginx apache; do
	[ $front = nginx ] || command -v apache2 >/dev/null || {
		skip "sites of Apache" "apache2 is not installed"
		continue
	}
	site $front as_a_host
	site $front below_a_path
done
finish
