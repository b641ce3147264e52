# gouw: one non-recursive Makefile. `make help` lists the targets.

VERSION  := 0.1.0
BUILD    ?= build
CC       ?= cc
CFLAGS   ?= -O2 -g
WARN     := -Wall -Wextra -Wpedantic -Wconversion -Wshadow $(if $(CI),-Werror)
HARDEN   := -fstack-protector-strong -D_FORTIFY_SOURCE=2
# Words of GNU's linker for ELF, which others do not know.
HARDEN_LINK := $(if $(filter Linux,$(shell uname -s)),-Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now)
PKGS     := gsl jansson xlsxwriter
ALL_CPPFLAGS = -D_POSIX_C_SOURCE=200809L -DGOUW_VERSION='"$(VERSION)"' \
               -Iinclude -Isrc -I$(BUILD)/gen $(CPPFLAGS)
ALL_CFLAGS   = -std=c17 $(WARN) -fPIC -fvisibility=default -ffp-contract=off \
               $(if $(filter -O0,$(CFLAGS)),,$(HARDEN)) $(CFLAGS)
ALL_LDFLAGS  = $(if $(HARDEN),$(HARDEN_LINK)) $(LDFLAGS)
# pkg-config is asked when something is linked, not when the Makefile is read: `make help` and
# `make report` work before anything is installed. libcsv has no .pc file.
LIBS     = $$(pkg-config --libs $(PKGS)) -lcsv -lm -pthread

# What the statically linked program has in the place of src/out/workbook.c.
NO_BOOK  := $(BUILD)/src/out/workbook_none.o

ROOMS    := base data stat analysis out chart report
LIB_SRC  := $(filter-out $(NO_BOOK:$(BUILD)/%.o=%.c),$(sort $(wildcard $(ROOMS:%=src/%/*.c))))
CLI_SRC  := $(sort $(wildcard src/cli/*.c))
LIB_OBJ  := $(LIB_SRC:%.c=$(BUILD)/%.o)
CLI_OBJ  := $(CLI_SRC:%.c=$(BUILD)/%.o)

# The number of the binary interface, which changes with it.
ABI      := 0
SHARE     = $(CC) -shared -Wl,-soname,libgouw.so.$(ABI) \
            -Wl,--version-script=$(BUILD)/libgouw.map $(ALL_LDFLAGS)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all

## all: build the program and both libraries (default)
all: $(if $(CLI_SRC),$(BUILD)/gouw $(BUILD)/gouw-dynamic) $(BUILD)/libgouw.a $(BUILD)/libgouw.so

# The style sheet and the script of the page, as C strings: one a line, since ISO C bounds their
# length.
$(BUILD)/gen/report/page_%.h: src/report/page.%
	@mkdir -p $(@D)
	@{ echo 'static const char *const page_$*[] = {'; \
	   sed 's/\\/\\\\/g; s/"/\\"/g; s/^/    "/; s/$$/\\n",/' $<; echo '};'; } > $@

$(BUILD)/src/report/page.o: $(BUILD)/gen/report/page_css.h $(BUILD)/gen/report/page_js.h

# The template, which `gouw init` writes.
TEMPLATE := $(sort $(wildcard datasets/template/*))

$(BUILD)/gen/cli/template.h: scripts/embed.sh $(TEMPLATE)
	@mkdir -p $(@D)
	@scripts/embed.sh template_files $(TEMPLATE) >$@

$(BUILD)/src/cli/command_init.o: $(BUILD)/gen/cli/template.h

# The translations, as a table that the library holds.
$(BUILD)/gen/base/catalogue_%.h: po/%.po scripts/po-table.sh
	@mkdir -p $(@D)
	@scripts/po-table.sh $* $< >$@

$(BUILD)/src/base/language.o: $(BUILD)/gen/base/catalogue_nl.h

# Where the charts' scripts are: for these two alone, so that nothing else depends on the folder.
$(BUILD)/src/chart/chart.o $(BUILD)/tests/unit/chart.o: \
    ALL_CPPFLAGS += -DGOUW_PLOTS='"$(CURDIR)/plots"'

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/libgouw.a: $(LIB_OBJ)
	@echo "  AR    $@"
	@rm -f $@
	@$(AR) qcs $@ $^

# What the shared library shows: what the public headers name, and nothing else.
$(BUILD)/libgouw.map: scripts/list-api.sh $(wildcard include/gouw/*.h include/gouw/*.def) $(LIB_OBJ)
	@scripts/list-api.sh -m $(LIB_OBJ) >$@

$(BUILD)/libgouw.so: $(BUILD)/libgouw.map $(LIB_OBJ)
	@echo "  LINK  $@"
	@$(SHARE) $(LIB_OBJ) $(LIBS) -o $@
	@ln -sf libgouw.so $@.$(ABI)

# The program is linked statically where the system has the static libraries: it starts in half the
# time, since nothing is left to be found, mapped and relocated. STATIC= links it dynamically.
STATIC  ?= -static-pie
# There is no static libxlsxwriter: what writes workbooks is handed to $(BUILD)/gouw-dynamic.
LINK_STATIC = $(CC) $(ALL_LDFLAGS) $(STATIC) $(CLI_OBJ) $(NO_BOOK) $1 \
              $$(pkg-config --libs $(filter-out xlsxwriter,$(PKGS))) -lcsv -lm -pthread

$(BUILD)/gouw: $(CLI_OBJ) $(BUILD)/libgouw.a $(NO_BOOK)
	@echo "  LINK  $@"
	@$(if $(STATIC),$(call LINK_STATIC,$(BUILD)/libgouw.a) -o $@ 2>$(BUILD)/static.log || )\
	    $(CC) $(ALL_LDFLAGS) $(CLI_OBJ) $(BUILD)/libgouw.a $(LIBS) -o $@

# For tools that put functions of their own in the place of libc's: valgrind, LD_PRELOAD.
$(BUILD)/gouw-dynamic: $(CLI_OBJ) $(BUILD)/libgouw.a
	@echo "  LINK  $@"
	@$(CC) $(ALL_LDFLAGS) $^ $(LIBS) -o $@

# This Makefile again, with other variables; as many jobs as there are processors, unless -j says.
OTHER    = $(MAKE) --no-print-directory RESULTS=$(RESULTS)
PARALLEL = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2))

.PHONY: report
## report: install what is missing, build, and write the report on the shipped regions
report:
	@scripts/install-deps.sh build report
	+@$(OTHER) $(PARALLEL) all
	$(BUILD)/gouw report datasets/npvr-2026 --png -o out/npvr-2026

include install.mk
include tests/tests.mk
include bench/bench.mk

.PHONY: pot po-update
## pot: write the template of all texts to translate, as build/gouw.pot
pot:
	@mkdir -p $(BUILD)
	@scripts/po.sh pot $(BUILD)/gouw.pot

## po-update: bring po/*.po in step with the texts in the source
po-update:
	@scripts/po.sh update

.PHONY: clean help
## clean: remove what was built
clean:
	rm -rf $(BUILD)

## help: list the targets
help:
	@sed -n 's/^## //p' Makefile install.mk tests/tests.mk bench/bench.mk

-include $(LIB_OBJ:.o=.d) $(NO_BOOK:.o=.d) $(CLI_OBJ:.o=.d) $(TEST_BIN:=.d) $(FUZZ_BIN:=.d)
