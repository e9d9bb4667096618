# Makefile - the whole build; ./run calls it with the packages in place.
#
#   make                 programs into $(BUILD)/bin
#   make check-unit      unit tests and fuzz corpora
#   make rooms lint format routes
#   make install DESTDIR= PREFIX=/usr/local SYSCONFDIR=/etc UNITDIR=
#   make dist            a tarball with the style sheets, that builds offline
#
# BUILD=build/x CC=clang SAN=address,undefined make a build beside it.

VERSION := 0.1.0
BUILD ?= build/release
ASSETS ?= build/www
CC = gcc
SAN ?=
WERROR ?= -Werror
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
DESTDIR ?=
bindir = $(PREFIX)/bin
libexecdir = $(PREFIX)/libexec/igtk
datadir = $(PREFIX)/share/igtk
docdir = $(PREFIX)/share/doc/igtk
mandir = $(PREFIX)/share/man
# systemd looks below /usr and /usr/local; Debian's packages use /lib.
UNITDIR ?= $(PREFIX)/lib/systemd/system
sysusersdir = $(PREFIX)/lib/sysusers.d
tmpfilesdir = $(PREFIX)/lib/tmpfiles.d
compdir = $(PREFIX)/share/bash-completion/completions

# With sanitizers nothing is measured, and half the time goes into optimizing.
CFLAGS ?= $(if $(SAN),-O1 -g1,-O2 -g)
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wformat=2 -Wvla -Wcast-qual -Wwrite-strings \
	-Wundef -Wconversion -Wno-sign-conversion -Wimplicit-fallthrough \
	$(WERROR)
HARDEN = -fstack-protector-strong -fstack-clash-protection -fcf-protection \
	-fPIE
# clang 14 knows this one only with a second option that says so.
HARDEN += $(shell $(CC) -Werror -ftrivial-auto-var-init=zero -xc -c -o /dev/null \
	/dev/null 2>/dev/null && echo -ftrivial-auto-var-init=zero)
ifeq ($(SAN),)
HARDEN += -D_FORTIFY_SOURCE=3
else
SANFLAGS = -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
STD = -std=c11 -D_GNU_SOURCE -DIGTK_VERSION='"$(VERSION)"'
LINK = -pie -Wl,-z,relro,-z,now,-z,noexecstack
ALL_CFLAGS = $(STD) $(CFLAGS) $(WARN) $(HARDEN) $(SANFLAGS) -MMD -MP \
	-include include/banned.h -Iinclude -I$(GEN)
# LLVM's linker takes half the time for the many programs of the tests.
ALL_LDFLAGS = $(LINK) $(SANFLAGS) $(if $(SAN),-fuse-ld=lld) $(LDFLAGS)

# make Q= shows the commands.
Q = @
PKG = pkg-config
JSON_CFLAGS := $(shell $(PKG) --cflags json-c 2>/dev/null)
LIBS_CORE = -lsqlite3 -lsodium -linih
LIBS_JSON = -ljson-c
LIBS_EDGE = -lfcgi -lseccomp
LIBS_SHEET = -lxlsxwriter -lminizip

GEN = $(BUILD)/gen
OBJ = $(BUILD)/obj
BIN = $(BUILD)/bin

CORE := $(wildcard core/*.c)
JSON := $(wildcard core/json/*.c)
SHEET := $(wildcard core/sheet/*.c)
CLI := $(wildcard core/cli/*.c)
VERIFY := $(wildcard core/verify/*.c)
EDGE := $(filter-out fcgi/main.c,$(wildcard fcgi/*.c))
AUTHD := $(filter-out fcgi/authd/main.c,$(wildcard fcgi/authd/*.c))
TMPLC := $(wildcard fcgi/tmplc/*.c)
PAGES := $(sort $(wildcard www/pages/*.html))
VIEWS := $(sort $(wildcard fcgi/view*.h))
SQL := $(sort $(wildcard core/*.sql))
SCHEMA := $(sort $(wildcard core/schema/*.sql))

o = $(patsubst %.c,$(OBJ)/%.o,$(1))
CORE_O := $(call o,$(CORE)) $(GEN)/sql.o $(GEN)/schema.o
JSON_O := $(call o,$(JSON))
SHEET_O := $(call o,$(SHEET))
EDGE_O := $(call o,$(EDGE)) $(GEN)/pages.o
AUTHD_O := $(call o,$(AUTHD))

PROGRAMS = $(BIN)/igtk $(BIN)/igtk-verify $(BIN)/igtk-fcgi $(BIN)/igtk-authd

.PHONY: all assets clean
.DELETE_ON_ERROR:
.SECONDARY:
all: $(PROGRAMS)

# ---- what is made from other things ----

$(GEN)/sql.h: core/sql.awk $(SQL)
	@mkdir -p $(GEN)
	$(Q)awk -v out=h -f core/sql.awk $(SQL) > $@
$(GEN)/sql.c: core/sql.awk $(SQL)
	@mkdir -p $(GEN)
	$(Q)awk -v out=c -f core/sql.awk $(SQL) > $@
$(GEN)/schema.c: core/schema.awk $(SCHEMA)
	@mkdir -p $(GEN)
	$(Q)awk -f core/schema.awk $(SCHEMA) > $@

$(GEN)/pages.c: $(BUILD)/tools/tmplc $(PAGES) $(VIEWS)
	@mkdir -p $(GEN)
	$(Q)$(BUILD)/tools/tmplc -o $@ -H $(GEN)/tmpl.h $(patsubst fcgi/%,-I %,$(VIEWS)) $(PAGES)
$(GEN)/tmpl.h: $(GEN)/pages.c

$(BUILD)/tools/tmplc: $(call o,$(TMPLC)) $(OBJ)/core/buf.o
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^

# The assets are the same for every build.
ASSET_SOURCES := www/package.json www/package-lock.json www/.npmrc \
	www/build-assets.sh $(wildcard www/static/*)
assets: $(ASSETS)/assets.h
$(ASSETS)/assets.h: $(ASSET_SOURCES)
	sh www/build-assets.sh $(ASSETS)

# ---- objects ----

$(OBJ)/core/json/%.o: core/json/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(JSON_CFLAGS) -c -o $@ $<
# The library's headers speak of what banned.h bans, which comes after them.
$(OBJ)/core/sheet/%.o: core/sheet/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(subst -include include/banned.h,,$(ALL_CFLAGS)) -c -o $@ $<
$(OBJ)/core/%.o: core/%.c | $(GEN)/sql.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(OBJ)/fcgi/authd/%.o: fcgi/authd/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(OBJ)/fcgi/tmplc/%.o: fcgi/tmplc/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(OBJ)/fcgi/%.o: fcgi/%.c | $(GEN)/tmpl.h $(ASSETS)/assets.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(JSON_CFLAGS) -Ifcgi -I$(ASSETS) -c -o $@ $<
$(GEN)/sql.o: $(GEN)/sql.c $(GEN)/sql.h
	$(Q)$(CC) $(ALL_CFLAGS) -Wno-overlength-strings -Icore -c -o $@ $<
$(GEN)/schema.o: $(GEN)/schema.c
	$(Q)$(CC) $(ALL_CFLAGS) -Wno-overlength-strings -Icore -c -o $@ $<
$(GEN)/pages.o: $(GEN)/pages.c $(ASSETS)/assets.h
	$(Q)$(CC) $(ALL_CFLAGS) -Wno-overlength-strings -Ifcgi -I$(ASSETS) -c -o $@ $<

# ---- archives and programs ----

$(BUILD)/libcore.a: $(CORE_O)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/libjson.a: $(JSON_O)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/libsheet.a: $(SHEET_O)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/libedge.a: $(EDGE_O)
	$(Q)rm -f $@ && ar rcs $@ $^

$(BIN)/igtk: $(call o,$(CLI)) $(BUILD)/libjson.a $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_JSON) $(LIBS_CORE)
$(BIN)/igtk-verify: $(call o,$(VERIFY)) $(BUILD)/libjson.a $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_JSON) -lsodium
$(BIN)/igtk-fcgi: $(OBJ)/fcgi/main.o $(BUILD)/libedge.a $(BUILD)/libsheet.a \
		$(BUILD)/libjson.a $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_EDGE) $(LIBS_SHEET) $(LIBS_JSON) $(LIBS_CORE)
$(BIN)/igtk-authd: $(OBJ)/fcgi/authd/main.o $(AUTHD_O) $(OBJ)/core/log.o \
		$(OBJ)/core/err.o $(OBJ)/core/clock.o $(OBJ)/core/day.o
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ -lpam

include tests/tests.mk

# ---- installing ----

MAN1 := $(wildcard man/*.1)
MAN5 := $(wildcard man/*.5)
MAN7 := $(wildcard man/*.7)
MAN8 := $(wildcard man/*.8)
PACKS := $(wildcard config/catalogue/*.json)
UNITS := $(wildcard config/systemd/*.socket config/systemd/*.service \
	config/systemd/*.timer)

# Quoted, as DESTDIR may have a space.
.PHONY: install uninstall
install: all assets
	install -d "$(DESTDIR)$(bindir)" "$(DESTDIR)$(libexecdir)" \
		"$(DESTDIR)$(datadir)/catalogue" "$(DESTDIR)$(docdir)" \
		"$(DESTDIR)$(SYSCONFDIR)/igtk" "$(DESTDIR)$(mandir)/man1" \
		"$(DESTDIR)$(mandir)/man5" "$(DESTDIR)$(mandir)/man7" \
		"$(DESTDIR)$(mandir)/man8" \
		"$(DESTDIR)$(UNITDIR)" "$(DESTDIR)$(sysusersdir)" \
		"$(DESTDIR)$(tmpfilesdir)"
	install -m 755 $(BIN)/igtk $(BIN)/igtk-verify "$(DESTDIR)$(bindir)"
	install -m 755 $(BIN)/igtk-fcgi $(BIN)/igtk-authd \
		"$(DESTDIR)$(libexecdir)"
	install -d "$(DESTDIR)$(compdir)"
	$(BIN)/igtk help --completion > "$(DESTDIR)$(compdir)/igtk"
	chmod 644 "$(DESTDIR)$(compdir)/igtk"
	install -m 644 $(PACKS) "$(DESTDIR)$(datadir)/catalogue"
	rm -rf "$(DESTDIR)$(datadir)/assets"
	cp -R $(ASSETS)/assets "$(DESTDIR)$(datadir)/assets"
	install -m 644 README.md INSTALL CHANGES "$(DESTDIR)$(docdir)"
	rm -rf "$(DESTDIR)$(docdir)/examples"
	cp -R config "$(DESTDIR)$(docdir)/examples"
	cd "$(DESTDIR)$(docdir)/examples" && \
		rm -rf catalogue sysusers.d tmpfiles.d && \
		rm -f debian12.deps $(patsubst config/%,%,$(UNITS)) && \
		sed -i 's,/usr/local/,$(PREFIX)/,' nginx/igtk*.conf \
		apache/igtk*.conf
	for f in $(UNITS); do \
		sed -e 's,/usr/libexec/igtk/,$(libexecdir)/,' \
			-e 's,/usr/bin/igtk,$(bindir)/igtk,' \
			-e 's,/etc/igtk,$(SYSCONFDIR)/igtk,' $$f \
			> "$(DESTDIR)$(UNITDIR)/$${f##*/}" && \
		chmod 644 "$(DESTDIR)$(UNITDIR)/$${f##*/}" || exit 1; done
	install -m 644 config/sysusers.d/igtk.conf "$(DESTDIR)$(sysusersdir)"
	install -m 644 config/tmpfiles.d/igtk.conf "$(DESTDIR)$(tmpfilesdir)"
	test -e "$(DESTDIR)$(SYSCONFDIR)/igtk/igtk.ini" || \
		install -m 640 config/igtk.ini "$(DESTDIR)$(SYSCONFDIR)/igtk"
	for f in $(MAN1) $(MAN5) $(MAN7) $(MAN8); do \
		install -m 644 $$f "$(DESTDIR)$(mandir)/man$${f##*.}"; done

# Data, and the configuration, stay where they are.
uninstall:
	for f in $(notdir $(UNITS)); do \
		rm -f "$(DESTDIR)$(UNITDIR)/$$f"; done
	rm -f "$(DESTDIR)$(sysusersdir)/igtk.conf" \
		"$(DESTDIR)$(tmpfilesdir)/igtk.conf"
	rm -f "$(DESTDIR)$(bindir)/igtk" "$(DESTDIR)$(bindir)/igtk-verify"
	rm -f "$(DESTDIR)$(compdir)/igtk"
	rm -rf "$(DESTDIR)$(libexecdir)" "$(DESTDIR)$(datadir)" \
		"$(DESTDIR)$(docdir)"
	for f in $(notdir $(MAN1) $(MAN5) $(MAN7) $(MAN8)); do \
		rm -f "$(DESTDIR)$(mandir)/man$${f##*.}/$$f"; done

# The tree with the style sheets as they were built, so that no Node and no
# network is needed.  One date for all: nothing looks older than what it is
# made from, and the same tree gives the same bytes.
DIST = igtk-$(VERSION)
DISTDIR ?= build
.PHONY: dist
dist: assets
	@{ { [ -e .git ] && git ls-files -co --exclude-standard; } || \
		find . \( -path ./build -o -path ./.git \) -prune -o \
			-type f -printf '%P\n'; } | \
	LC_ALL=C sort | \
	tar --sort=name --owner=0 --group=0 --numeric-owner \
		--mode=go=rX,u+w --mtime=./CHANGES \
		--transform='s,^assets,build/www/&,;s,^,$(DIST)/,' \
		-T - -C $(ASSETS) assets assets.h \
		-cf - | gzip -9n > $(DISTDIR)/$(DIST).tar.gz
	@echo "$(DISTDIR)/$(DIST).tar.gz"

clean:
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
