# What checks gouw. Every phase leaves its counts in $(RESULTS); `make check` adds them up.
# A phase that needs another compiler or other flags is this same Makefile run with another BUILD.

RESULTS := $(BUILD)/results
RUN     = BUILD=$(BUILD) scripts/run-tests.sh -o $(RESULTS)/$@

PHASES  = hdr-check install-check layers scripts po-check $(FAULT_WALKS) disturbed hardening nm-check \
          lint tidy format-check clang unit golden walk same datasets docs sanitize-unit \
          sanitize-golden sanitize-walk tsan valgrind-unit valgrind-golden browser \
          $(FUZZ_TESTS)

.PHONY: check
## check: install what is missing and run everything below; ends with "N passed, N failed"
check:
	@scripts/install-deps.sh build report check
	@scripts/install-deps.sh browser || true
	@rm -rf $(RESULTS)
	+@$(OTHER) -k -O $(PARALLEL) check-phases || true
	@scripts/sum-results.sh $(RESULTS) $(PHASES)

# The long ones first.
.PHONY: check-phases
check-phases: fuzz-smoke sanitize valgrind browser clang faults disturbed tsan unit tidy lint golden \
              walk docs same datasets scripts hdr-check install-check layers po-check hardening nm-check \
              format-check

# ---- one cmocka program a file under tests/unit and tests/property --------------------------

TEST_SRC := $(sort $(wildcard tests/unit/*.c tests/property/*.c))
TEST_BIN := $(TEST_SRC:%.c=$(BUILD)/%)

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(ALL_CPPFLAGS) -Itests $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libgouw.a
	@$(CC) $(ALL_LDFLAGS) $^ $(if $(findstring /fuzz/,$<),,-lcmocka) $(LIBS) -o $@

.PRECIOUS: $(BUILD)/tests/%.o

.PHONY: unit test-programs
## unit: build and run the unit and property tests
unit: $(TEST_BIN)
	@$(RUN) $(TEST_BIN)

test-programs: $(TEST_BIN)

# ---- the source -----------------------------------------------------------------------------

.PHONY: hdr-check layers scripts lint tidy format-check clang
## hdr-check: each public header compiles alone, as C and as C++
hdr-check:
	@CC='$(CC)' CXX='$(CXX)' $(RUN) scripts/check-headers.sh

## layers: the rooms include only what they may
layers:
	@$(RUN) -c 'rooms keep to their layers' scripts/check-layers.sh

## scripts: the tests of the scripts themselves
scripts:
	@$(RUN) $(sort $(wildcard tests/scripts/*.sh))

## lint: cppcheck finds nothing
lint:
	@mkdir -p $(BUILD)/cppcheck
	@$(RUN) -c 'cppcheck finds nothing' cppcheck --quiet --cppcheck-build-dir=$(BUILD)/cppcheck \
	    --enable=warning,performance,portability --std=c11 --inline-suppr --error-exitcode=1 \
	    --suppressions-list=tests/cppcheck.txt -D_POSIX_C_SOURCE=200809L \
	    -Iinclude -Isrc -Itests src tests

# It reads what the compiler reads, so that what is made from other files has to be there.
MADE     := $(BUILD)/gen/report/page_css.h $(BUILD)/gen/report/page_js.h \
            $(BUILD)/gen/cli/template.h $(BUILD)/gen/base/catalogue_nl.h
TIDY_SRC := $(LIB_SRC) $(CLI_SRC)

## tidy: clang-tidy finds nothing by the rules in .clang-tidy
tidy: $(MADE)
	@printf '%s\n' $(TIDY_SRC) | FLAGS='$(subst ',,$(ALL_CPPFLAGS)) -std=c17 -DGOUW_PLOTS="plots"' \
	    $(RUN) -c 'clang-tidy finds nothing' xargs -P 2 -n 16 \
	    sh -c 'clang-tidy --quiet "$$@" -- $$FLAGS' tidy

.PHONY: po-check
## po-check: every text has its translation, with the same placeholders
po-check:
	@$(RUN) -c 'every text is translated' scripts/po.sh check

# Its output depends on its version: only the one the tree was formatted with can judge.
CLANG_FORMAT ?= $(firstword $(foreach f,clang-format-14 clang-format,$(shell command -v $f)))

## format-check: every source is as clang-format 14 leaves it (skipped without it)
format-check:
	@if [ -n "$(CLANG_FORMAT)" ] && $(CLANG_FORMAT) --version | grep -q 'version 14\.'; then \
	    find include src tests bench -name '*.[ch]' ! -path 'tests/data/*' | LC_ALL=C sort | \
	        $(RUN) -c 'layout is right' xargs $(CLANG_FORMAT) --dry-run -Werror; \
	else \
	    echo '  skip  format-check: there is no clang-format 14'; \
	    mkdir -p $(RESULTS) && echo '0 0' >$(RESULTS)/$@; \
	fi

## clang: everything compiles with clang without a warning
clang:
	+@$(RUN) -c 'clang compiles everything' \
	    $(OTHER) BUILD=$(BUILD)/clang CC=clang CI=1 all test-programs

.PHONY: nm-check
## nm-check: the library never exits, never prints and defines no name twice
nm-check: $(LIB_OBJ)
	@$(RUN) -c 'the library keeps to its symbols' scripts/check-symbols.sh $(LIB_OBJ)

.PHONY: hardening
## hardening: the program has a random address, read-only relocations, canaries and checked bounds
hardening: $(BUILD)/gouw $(BUILD)/gouw-dynamic
	@$(RUN) -c 'the program is hardened' scripts/check-hardening.sh $^

# ---- the program ----------------------------------------------------------------------------

.PHONY: golden walk same datasets docs
## golden: each command under tests/golden gives the output, messages and exit code expected
golden: $(BUILD)/gouw
	@GOUW=$(BUILD)/gouw $(RUN) scripts/run-golden.sh

## walk: every command and every option has its help, takes its default and does not crash
walk: $(BUILD)/gouw
	@GOUW=$(BUILD)/gouw $(RUN) scripts/walk-commands.sh

## same: results do not depend on processor, threads, locale, time zone, folder or the order of rows
same: $(BUILD)/gouw
	@GOUW=$(BUILD)/gouw $(RUN) $(sort $(wildcard tests/same/*.sh))

## datasets: the shipped datasets are what their descriptions say
datasets:
	@$(RUN) -c 'the datasets fit their descriptions' scripts/python.sh scripts/check-dataset.py
	@$(RUN) -c 'eu-energy-plans is what its sources give' scripts/python.sh scripts/make-eu-energy-plans.py --check

## docs: the commands in the documents work
docs: all
	@BUILD=$(BUILD) $(RUN) scripts/run-docs.sh

.PHONY: install-check
## install-check: installed to a scratch folder, gouw works and is built against, and is removed; manual
##                and completion are right
install-check: all pages
	@MAKE='$(MAKE)' CC='$(CC)' CXX='$(CXX)' BUILD=$(BUILD) $(RUN) \
	    tests/install/install.sh tests/install/words.sh tests/install/workbook.sh \
	    tests/install/deb.sh tests/install/container.sh tests/install/office.sh
	@command -v soffice >/dev/null || echo '  skip  office: there is no LibreOffice; make check-office installs it'

.PHONY: check-office
## check-office: with LibreOffice, which is installed (300 MB): it opens workbooks, and what it saves is read
check-office:
	@scripts/install-deps.sh build office
	+@$(OTHER) $(PARALLEL) all
	@$(RUN) tests/install/office.sh

# ---- the page in a browser ------------------------------------------------------------------

# Three npm packages stay in the build folder, installed from the lock file.
BROWSER := $(BUILD)/browser

.PHONY: check-browser browser browser-reports
## check-browser: open the report in Chromium at three widths: axe, valid HTML, sorting, saving, printing
check-browser:
	@scripts/install-deps.sh build report browser
	+@$(OTHER) $(PARALLEL) browser

browser: browser-reports
	@mkdir -p $(BROWSER)/tests
	@cp tests/browser/*.mjs tests/browser/package.json tests/browser/package-lock.json $(BROWSER)/tests
	@if scripts/browser-ready.sh $(BROWSER)/tests; then \
	    REPORTS=$(CURDIR)/$(BROWSER) $(RUN) -c 'the page holds in a browser' \
	        node --test --test-reporter=tap $(BROWSER)/tests/report.test.mjs; \
	else \
	    echo '  skip  browser: no Chromium, node or packages from npm here'; \
	    mkdir -p $(RESULTS) && echo '0 0' >$(RESULTS)/$@; \
	fi

browser-reports: $(BUILD)/gouw
	@node tests/browser/datasets.mjs $(BROWSER)/datasets
	@for page in 'datasets/npvr-2026:npvr' 'datasets/template:template' '$(BROWSER)/datasets/many:many' \
	    '$(BROWSER)/datasets/hostile:hostile' '--lang nl datasets/eu-energy-plans:eu-nl'; do \
	    $(BUILD)/gouw report --quiet --force $${page%:*} -o $(BROWSER)/$${page#*:} || exit; \
	done
	@for page in 'npvr-2026 twente achterhoek:compare' \
	    'npvr-2026 --lang nl twente achterhoek regio-emmen:compare-nl' ; do \
	    mkdir -p $(BROWSER)/$${page#*:} && $(BUILD)/gouw compare --quiet --force \
	        -o $(BROWSER)/$${page#*:}/report.html datasets/$${page%:*} || exit; \
	done
	@mkdir -p $(BROWSER)/compare-hostile && $(BUILD)/gouw compare --quiet --force \
	    -o $(BROWSER)/compare-hostile/report.html $(BROWSER)/datasets/hostile a b c d

# ---- errors at run time ---------------------------------------------------------------------

SANITIZE := -fsanitize=address,undefined
ASAN     := $(BUILD)/asan

# Instrumented for the sanitizers and for libFuzzer at once: one build for both.
.PHONY: asan-build sanitize sanitize-unit sanitize-golden sanitize-walk
asan-build:
	+@$(OTHER) BUILD=$(ASAN) CC=clang HARDEN= STATIC= LDFLAGS='$(SANITIZE)' CFLAGS='-O1 -g \
	    -fno-omit-frame-pointer $(SANITIZE),fuzzer-no-link -fno-sanitize-recover=all' \
	    $(ASAN)/gouw test-programs fuzz-programs

## sanitize: the tests under the address and undefined behaviour sanitizers
sanitize: sanitize-unit sanitize-golden sanitize-walk

sanitize-unit: asan-build
	@$(RUN) $(TEST_BIN:$(BUILD)/%=$(ASAN)/%)

sanitize-golden: asan-build
	@GOUW=$(ASAN)/gouw $(RUN) scripts/run-golden.sh

sanitize-walk: asan-build
	@BRIEF=1 GOUW=$(ASAN)/gouw $(RUN) scripts/walk-commands.sh

# gcc's own: clang counts ways out otherwise. Workbooks are written by the program itself here. What
# fails does not stop it: the counters cannot be written where a test lets no file grow.
COVER := $(BUILD)/cover
COVER_MAKE = $(OTHER) BUILD=$(COVER) CC='$(COVER_CC)' HARDEN= STATIC= LDFLAGS=--coverage \
             CFLAGS='-O0 -g --coverage -fprofile-update=atomic -DGOUW_COUNTED'

.PHONY: cover cover-build
cover-build: $(BUILD)/tests/faults/fail.so $(BUILD)/tests/faults/walk $(BUILD)/tests/faults/walk_report
	+@$(COVER_MAKE) $(COVER)/gouw test-programs
COVER_CC ?= gcc
# Calls of each kind a command that fail once.
COVER_POINTS ?= 5

## cover: how much of src the tests run, by file; the lines they do not run go to build/cover/lines.txt
cover: cover-build
	@find $(COVER) -name '*.gcda' -exec rm {} +
	@rm -rf $(COVER)/pages
	+@$(COVER_MAKE) pages
	-@BUILD=$(COVER) scripts/run-tests.sh $(TEST_BIN:$(BUILD)/%=$(COVER)/%) tests/install/words.sh \
	    tests/install/workbook.sh
	-@GOUW=$(COVER)/gouw LARGE=1 scripts/run-tests.sh scripts/run-golden.sh scripts/walk-commands.sh \
	    $(addprefix tests/faults/,limits.sh odd-data.sh safe-output.sh)
	-@mkdir -p $(COVER)/faults/walk $(COVER)/faults/report && scripts/run-tests.sh -c 'one fault at a time' sh -c ' \
	    $(FAULTS)/walk $(COVER)/gouw $(FAULTS)/fail.so $(COVER)/faults/walk $(COVER_POINTS) && \
	    $(FAULTS)/walk_report $(COVER)/gouw $(FAULTS)/fail.so $(COVER)/faults/report $(COVER_POINTS) tests/datasets/one-region'
	@scripts/coverage.sh -l $(COVER) >$(COVER)/lines.txt
	@scripts/coverage.sh $(COVER) 95 $(COVER_BRANCHES)
COVER_BRANCHES ?= 90

# Threads meet where work is shared out: these programs and the commands of tests/same/threads.sh.
TSAN       := $(BUILD)/tsan
TSAN_TESTS := $(filter $(addprefix %/unit/,pairs nearest null cluster parts),$(TEST_BIN:$(BUILD)/%=$(TSAN)/%))

.PHONY: tsan tsan-build
tsan-build:
	+@$(OTHER) BUILD=$(TSAN) CC=clang HARDEN= STATIC= LDFLAGS=-fsanitize=thread \
	    CFLAGS='-O1 -g -fsanitize=thread' $(TSAN)/gouw $(TSAN_TESTS)

## tsan: what threads share, under the thread sanitizer
tsan: tsan-build
	@GOUW=$(TSAN)/gouw THREADS=4 TSAN_OPTIONS=halt_on_error=1 \
	    $(RUN) $(TSAN_TESTS) tests/same/threads.sh

# Each call into the system fails once. Needs a program that is linked dynamically, for LD_PRELOAD.
FAULTS       := $(BUILD)/tests/faults
FAULT_WALKS   = faults-analyses faults-charts faults-others faults-report faults-shipped

REPORTED.faults-report  := tests/datasets/one-region
REPORTED.faults-shipped := datasets/npvr-2026

.PHONY: faults $(FAULT_WALKS)
## faults: allocations, reads, writes, renames and starts fail, one a run: from each place in the source
##     that a command reaches, of the shipped report 4 of each kind; FAULT_POINTS=N, places or 0 (all) for all
faults: $(FAULT_WALKS)

$(FAULT_WALKS): $(FAULTS)/gouw $(FAULTS)/fail.so $(FAULTS)/walk $(FAULTS)/walk_report
	@rm -rf $(FAULTS)/$@ && mkdir -p $(FAULTS)/$@
	@$(RUN) -c 'one fault at a time in $(@:faults-%=%)' \
	    $(FAULTS)/$(if $(REPORTED.$@),walk_report,walk) $(FAULTS)/gouw $(FAULTS)/fail.so \
	    $(FAULTS)/$@ $(or $(FAULT_POINTS),$(if $(filter %-shipped,$@),4,places)) \
	    $(or $(REPORTED.$@),$(@:faults-%=%))

$(FAULTS)/fail.so: tests/faults/fail.c
	@mkdir -p $(@D)
	@$(CC) -std=gnu17 $(WARN) -O1 -g -fPIC -shared $< -ldl -o $@

# The program with each piece of each arena in a malloc of its own.
SINGLE := alloc array grow text format
$(FAULTS)/gouw: $(CLI_OBJ) $(FAULTS)/single.o $(BUILD)/libgouw.a
	@$(CC) $(ALL_LDFLAGS) $(SINGLE:%=-Wl,--wrap=gouw_arena_%) $^ $(LIBS) -o $@

.PHONY: disturbed
## disturbed: full disks, closed pipes, signals, links and hostile text leave the output whole and harmless
disturbed: $(BUILD)/gouw
	@GOUW=$(BUILD)/gouw $(RUN) $(sort $(wildcard tests/faults/*.sh))

.PHONY: valgrind valgrind-unit valgrind-golden
## valgrind: the unit tests and a few commands under valgrind
valgrind: valgrind-unit valgrind-golden

MEMCHECK       := valgrind --quiet --error-exitcode=99 --leak-check=full
MEMCHECK_CASES := check/errors check/text overlap/csv timeline/text growth/text summary/json \
                  program/unknown-option program/output-exists help/measures report/tables-only

# Without the two that take longest, which the sanitizers see to: one waits for gnuplot, one makes
# every allocation fail.
MEMCHECK_UNIT  := $(filter-out %/chart_draw %/walk,$(filter $(BUILD)/tests/unit/%,$(TEST_BIN)))

valgrind-unit: $(MEMCHECK_UNIT)
	@$(RUN) -w '$(MEMCHECK)' $(MEMCHECK_UNIT)

valgrind-golden: $(BUILD)/gouw-dynamic
	@GOUW=$(BUILD)/gouw-dynamic WRAPPER='$(MEMCHECK)' CASES='$(MEMCHECK_CASES)' $(RUN) scripts/run-golden.sh

# ---- inputs by the million ------------------------------------------------------------------

FUZZ_SECONDS ?= 60
FUZZ_SRC   := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZ_BIN   := $(FUZZ_SRC:%.c=$(BUILD)/%)
FUZZ_TESTS := $(FUZZ_SRC:tests/fuzz/fuzz_%.c=fuzz-%)
FUZZ        = $(ASAN)/tests/fuzz/fuzz_$(1) -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
              $(addprefix -dict=,$(wildcard tests/fuzz/$(1).dict)) \
              -artifact_prefix=$(BUILD)/fuzz/$(1)- $(BUILD)/fuzz/$(1) $(wildcard tests/fuzz/corpus/$(1))

$(FUZZ_BIN): ALL_LDFLAGS += -fsanitize=fuzzer

.PHONY: fuzz-smoke fuzz-hour fuzz-programs $(FUZZ_TESTS)
## fuzz-smoke: each fuzz target for FUZZ_SECONDS (60), from its corpus in tests/fuzz/corpus
fuzz-smoke: asan-build
	+@$(OTHER) $(PARALLEL) $(FUZZ_TESTS)

## fuzz-hour: the fuzz target TARGET for an hour, on from where it was
fuzz-hour: asan-build
	@test -n '$(TARGET)' || { echo 'name one: make fuzz-hour TARGET=dataset'; exit 2; }
	@mkdir -p $(BUILD)/fuzz/$(TARGET)
	$(call FUZZ,$(TARGET)) -max_total_time=3600

fuzz-programs: $(FUZZ_BIN)

# New inputs go to the first folder.
$(FUZZ_TESTS): fuzz-%: asan-build
	@mkdir -p $(BUILD)/fuzz/$*
	@$(RUN) -c 'fuzz $* for $(FUZZ_SECONDS) s' $(call FUZZ,$*) -seed=1 -max_total_time=$(FUZZ_SECONDS)
