# tests.mk - building and running the tests; included by the Makefile.

# Long tables and long walks, which take a third of the time of all: with
# LESS=1 they are left to the build by the other compiler.
LONG := api_matrix batch_pages batch_property csrf db_fold db_open figure_now input \
	matrix owner_property pin public_pages remind_look session xss
UNIT := $(filter-out $(if $(LESS),$(LONG:%=tests/unit/%_test.c)),$(wildcard tests/unit/*_test.c))
FUZZ := $(wildcard tests/fuzz/*_fuzz.c)
HELPERS := $(wildcard tests/web/*.c tests/bench/*.c)
UNIT_BIN := $(patsubst tests/unit/%.c,$(BIN)/tests/%,$(UNIT))
FUZZ_BIN := $(patsubst tests/fuzz/%.c,$(BIN)/tests/%,$(FUZZ))
HELPER_BIN := $(patsubst %.c,$(BIN)/tests/%,$(notdir $(HELPERS)))
TEST_LIBS = $(BUILD)/libedge.a $(BUILD)/libsheet.a $(BUILD)/libjson.a $(BUILD)/libcore.a
# What is under test is watched whole; the tests themselves for memory alone.
TEST_CFLAGS = $(ALL_CFLAGS) $(if $(SAN),-O0 -fno-sanitize=undefined) $(JSON_CFLAGS) -Ifcgi -Ifcgi/authd -Ifcgi/tmplc \
	-Icore -Icore/json -Icore/sheet -Itests/unit -I$(ASSETS) -Wno-missing-prototypes

.PHONY: tests test-programs check-unit check-corpora rooms format lint analyze routes check demo

# All objects of the parts that have a program of their own, without its main.
TMPLC_TEST_O := $(filter-out %/tmplc.o,$(call o,$(TMPLC)))

# Who asks for which field is listened to, without a word in the programs.
LISTENED := query open kept line area need secret mail tick
$(BIN)/tests/openapi_query_test $(BIN)/tests/openapi_list_test: private ALL_LDFLAGS += $(LISTENED:%=-Wl,--wrap=form_%)

tests: $(UNIT_BIN) $(FUZZ_BIN) test-programs
# What the scripts of tests/web, tests/fault and tests/bench start.
test-programs: $(HELPER_BIN) $(BUILD)/tools/tmplc

$(OBJ)/tests/%.o: tests/%.c | $(GEN)/sql.h $(GEN)/tmpl.h $(ASSETS)/assets.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_CFLAGS) -c -o $@ $<
$(BIN)/tests/%_test: $(OBJ)/tests/unit/%_test.o $(TEST_LIBS) $(AUTHD_O) $(TMPLC_TEST_O)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $< $(AUTHD_O) $(TMPLC_TEST_O) $(TEST_LIBS) \
		-lcmocka $(LIBS_EDGE) $(LIBS_SHEET) $(LIBS_JSON) $(LIBS_CORE) -lpam
$(BIN)/tests/%_fuzz: $(OBJ)/tests/fuzz/%_fuzz.o $(OBJ)/tests/fuzz/replay.o $(TEST_LIBS) $(AUTHD_O) $(TMPLC_TEST_O)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $< $(OBJ)/tests/fuzz/replay.o $(AUTHD_O) $(TMPLC_TEST_O) \
		$(TEST_LIBS) $(LIBS_EDGE) $(LIBS_SHEET) $(LIBS_JSON) $(LIBS_CORE) -lpam
$(BIN)/tests/%: $(OBJ)/tests/web/%.o $(TEST_LIBS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $< $(TEST_LIBS) $(LIBS_EDGE) $(LIBS_SHEET) $(LIBS_JSON) $(LIBS_CORE)
$(BIN)/tests/%: $(OBJ)/tests/bench/%.o $(TEST_LIBS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $< $(TEST_LIBS) $(LIBS_EDGE) $(LIBS_SHEET) $(LIBS_JSON) $(LIBS_CORE)

check-unit: all tests
	BUILD="$(BUILD)" sh tests/unit/run.sh $(UNIT_BIN)
check-corpora: tests
	BUILD="$(BUILD)" sh tests/fuzz/run.sh $(FUZZ_BIN)

rooms: $(BUILD)/libcore.a $(BIN)/igtk-authd
	sh tests/rooms.sh $(BUILD)
format:
	sh tests/format.sh
lint: $(GEN)/sql.h $(GEN)/tmpl.h $(ASSETS)/assets.h
	sh tests/lint.sh $(BUILD) $(ASSETS)
# The same, and the analyzer over everything: some ten minutes.
analyze: $(GEN)/sql.h $(GEN)/tmpl.h $(ASSETS)/assets.h
	DEEP=1 sh tests/lint.sh $(BUILD) $(ASSETS)
routes: $(BIN)/igtk-fcgi
	@$(BIN)/igtk-fcgi --routes
check:
	./run check
demo:
	./run demo
