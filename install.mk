# Where gouw goes: `make install PREFIX=... DESTDIR=...`, and back with the same words and
# `uninstall`.

PREFIX   ?= /usr/local
BINDIR   ?= $(PREFIX)/bin
LIBDIR   ?= $(PREFIX)/lib
DATADIR  ?= $(PREFIX)/share
MANDIR   ?= $(DATADIR)/man
BASHDIR  ?= $(DATADIR)/bash-completion/completions
ZSHDIR   ?= $(DATADIR)/zsh/site-functions
FISHDIR  ?= $(DATADIR)/fish/vendor_completions.d

SHARED   := libgouw.so.$(ABI).$(word 2,$(subst ., ,$(VERSION))).$(word 3,$(subst ., ,$(VERSION)))
PLACED   := $(BUILD)/placed

# The libraries and the program once more, linked with a chart.o that knows where the scripts of
# the charts will stand. Whoever names another PREFIX links them again.
PLACED_OBJ = $(PLACED)/chart.o $(filter-out $(BUILD)/src/chart/chart.o,$(LIB_OBJ))

$(PLACED)/folder: FORCE
	@mkdir -p $(@D)
	@echo '$(DATADIR)' | cmp -s - $@ || echo '$(DATADIR)' >$@

$(PLACED)/chart.o: src/chart/chart.c $(PLACED)/folder
	@$(CC) $(ALL_CPPFLAGS) -DGOUW_PLOTS='"$(DATADIR)/gouw/plots"' $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(PLACED)/libgouw.a: $(PLACED_OBJ)
	@rm -f $@
	@$(AR) qcs $@ $^

$(PLACED)/libgouw.so: $(BUILD)/libgouw.map $(PLACED_OBJ)
	@$(SHARE) $(PLACED_OBJ) $(LIBS) -o $@

$(PLACED)/gouw: $(CLI_OBJ) $(PLACED)/libgouw.a $(NO_BOOK)
	@$(if $(STATIC),$(call LINK_STATIC,$(PLACED)/libgouw.a) -o $@ 2>$(PLACED)/static.log || )\
	    $(CC) $(ALL_LDFLAGS) $(CLI_OBJ) $(PLACED)/libgouw.a $(LIBS) -o $@

$(PLACED)/gouw-dynamic: $(CLI_OBJ) $(PLACED)/libgouw.a
	@$(CC) $(ALL_LDFLAGS) $^ $(LIBS) -o $@

$(PLACED)/gouw.pc: install.mk $(PLACED)/folder
	@{ echo 'prefix=$(PREFIX)'; \
	   echo 'libdir=$(LIBDIR:$(PREFIX)/%=$${prefix}/%)'; \
	   echo 'includedir=$${prefix}/include'; \
	   echo; \
	   echo 'Name: gouw'; \
	   echo 'Description: Compares regions by what their plans say: themes, schedules and growth'; \
	   echo 'Version: $(VERSION)'; \
	   echo 'Requires.private: $(PKGS)'; \
	   echo 'Cflags: -I$${includedir}'; \
	   echo 'Libs: -L$${libdir} -lgouw'; \
	   echo 'Libs.private: -lcsv -lm -pthread'; } >$@

# What the program tells of itself: a manual page a command, and the words for the shells.
PAGES    := $(BUILD)/pages
COMMANDS := report check init plot help completion version \
            $(shell sed -n 's/^GOUW_ANALYSIS(\(.*\))/\1/p' include/gouw/analyses.def)

$(PAGES)/gouw.1: $(BUILD)/gouw
	@mkdir -p $(@D)
	@LC_ALL=C $< help --man >$@

$(PAGES)/gouw-%.1: $(BUILD)/gouw
	@mkdir -p $(@D)
	@LC_ALL=C $< help --man $* >$@

$(PAGES)/gouw.%: $(BUILD)/gouw
	@mkdir -p $(@D)
	@$< completion $* >$@

MANUALS = $(PAGES)/gouw.1 $(COMMANDS:%=$(PAGES)/gouw-%.1)
WORDS   = $(foreach s,bash zsh fish,$(PAGES)/gouw.$s)

.PHONY: FORCE install uninstall pages
FORCE:

pages: $(MANUALS) $(WORDS)

# What is put where: source, destination. One list, for putting and for taking away.
INSTALLED = $(PLACED)/gouw:$(BINDIR)/gouw \
            $(PLACED)/gouw-dynamic:$(PREFIX)/libexec/gouw/gouw-dynamic \
            $(PLACED)/libgouw.a:$(LIBDIR)/libgouw.a \
            $(PLACED)/libgouw.so:$(LIBDIR)/$(SHARED) \
            $(PLACED)/gouw.pc:$(LIBDIR)/pkgconfig/gouw.pc \
            $(foreach h,$(wildcard include/gouw/*.h include/gouw/*.def),$h:$(PREFIX)/$h) \
            $(foreach p,$(wildcard plots/*.gp),$p:$(DATADIR)/gouw/$p) \
            $(foreach f,$(shell find datasets -type f | LC_ALL=C sort),$f:$(DATADIR)/gouw/$f) \
            $(foreach m,$(MANUALS),$m:$(MANDIR)/man1/$(notdir $m)) \
            man/gouw-dataset.5:$(MANDIR)/man5/gouw-dataset.5 \
            $(PAGES)/gouw.bash:$(BASHDIR)/gouw \
            $(PAGES)/gouw.zsh:$(ZSHDIR)/_gouw \
            $(PAGES)/gouw.fish:$(FISHDIR)/gouw.fish \
            $(foreach f,README.md LICENSE CHANGELOG.md,$f:$(DATADIR)/doc/gouw/$f)

## install: put program, libraries and what belongs to them under PREFIX (/usr/local), below DESTDIR
install: $(PLACED)/gouw $(PLACED)/gouw-dynamic $(PLACED)/libgouw.a $(PLACED)/libgouw.so $(PLACED)/gouw.pc pages
	@scripts/put-files.sh '$(DESTDIR)' $(INSTALLED)
	@ln -sf $(SHARED) '$(DESTDIR)$(LIBDIR)/libgouw.so.$(ABI)'
	@ln -sf libgouw.so.$(ABI) '$(DESTDIR)$(LIBDIR)/libgouw.so'
	@if [ -z '$(DESTDIR)' ] && [ "$$(id -u)" -eq 0 ]; then ldconfig 2>/dev/null || true; fi
	@echo 'gouw $(VERSION) stands under $(DESTDIR)$(PREFIX)'

## uninstall: take away what install has put there, with the same PREFIX and DESTDIR
uninstall:
	@rm -f '$(DESTDIR)$(LIBDIR)/libgouw.so' '$(DESTDIR)$(LIBDIR)/libgouw.so.$(ABI)'
	@scripts/put-files.sh -r '$(DESTDIR)' $(INSTALLED)

# ---- packages -------------------------------------------------------------------------------

NAME       := gouw-$(VERSION)
MAINTAINER ?= gouw maintainers <maintainers@users.noreply.r-seed-322aa42a.example>

.PHONY: dist dist-check deb deb-check
## dist: a source archive, build/gouw-VERSION.tar.gz, of what is committed
dist:
	@mkdir -p $(BUILD)
	@git -c tar.umask=0022 archive --format=tar --prefix=$(NAME)/ HEAD | gzip -9n >$(BUILD)/$(NAME).tar.gz
	@echo '$(BUILD)/$(NAME).tar.gz'

## dist-check: the source archive builds by itself, in a folder of its own, and passes its own tests
dist-check: dist
	+@MAKE='$(MAKE)' CC='$(CC)' scripts/check-dist.sh $(BUILD)/$(NAME).tar.gz

## deb: a Debian package, build/gouw_VERSION_ARCHITECTURE.deb
deb:
	@rm -rf $(BUILD)/deb
	+@$(OTHER) install PREFIX=/usr DESTDIR=$(BUILD)/deb
	@scripts/make-deb.sh $(BUILD)/deb $(VERSION) $(BUILD) '$(MAINTAINER)'

## deb-check: as root: the package in a fresh Debian of its own: installs, reports, leaves nothing
deb-check: deb
	@scripts/check-deb.sh $(BUILD)/gouw_$(VERSION)_*.deb

# Needs buildah, and the network for Debian's image.
.PHONY: container-check
## container-check: with buildah: the Dockerfile builds, and what comes out makes a report
container-check:
	@scripts/check-container.sh

-include $(PLACED)/chart.d
