# SPDX-License-Identifier: MIT
# Makefile: builds, tests and installs neap. 'make help' lists the targets.
#
# Objects go to build/<config>/; release puts its results to build/bin, build/lib and build/include, the
# other configurations theirs to build/<config>/bin.

VERSION := 0.1.0
CONFIG ?= release
PREFIX ?= /usr/local
DESTDIR ?=

ifeq ($(origin CC),default)
CC := gcc
endif
ifeq ($(origin CXX),default)
CXX := g++
endif
RE2C ?= re2c
PYTHON ?= python3

VARIANTS := debug gcstress stackstress tiny asan tsan
B := build/$(CONFIG)

# ---- flags

WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wundef
FLAGS_release := -O2
FLAGS_cxx := -O2 -fexceptions
FLAGS_check := -O2 -Werror
FLAGS_debug := -O1 -g -DNEAP_DEBUG
FLAGS_gcstress := -O1 -g -DNEAP_DEBUG -DNEAP_GC_STRESS
FLAGS_stackstress := -O1 -g -DNEAP_DEBUG -DNEAP_STACK_STRESS
FLAGS_tiny := -O1 -g -DNEAP_DEBUG -DNEAP_TINY
FLAGS_asan := -O1 -g -DNEAP_DEBUG -DNEAP_ONE_BLOCK_PER_OBJECT -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined
LINK_asan := -fsanitize=address,undefined
FLAGS_tsan := -O1 -g -DNEAP_DEBUG -fsanitize=thread
LINK_tsan := -fsanitize=thread

CPPFLAGS += -I. -Isrc/include -DNEAP_VERSION='"$(VERSION)"'
CFLAGS += -std=gnu11 -fPIC -fvisibility=hidden -fno-plt $(WARNINGS) $(FLAGS_$(CONFIG))
CXX_WARNINGS := -Wall -Wextra -Wshadow -Wundef
CXXFLAGS += -std=gnu++11 -fPIC -fvisibility=hidden -fno-plt $(CXX_WARNINGS) $(FLAGS_$(CONFIG))
LIBS := -lm -ldl

# The loop keeps one dispatch per handler, as it is written.
FLAGS_OF_vm/exec/interp := -fno-gcse -fno-crossjumping

# What rarely runs is compiled for size, without tables for unwinding (no function of a host is called from there): the
# program shall stay below 400 KB.
COLD := $(addprefix vm/code/,verify dump undump disasm opcode) $(addprefix vm/exec/,varinfo message hook story) \
	$(addprefix src/api/,api_debug aux_load aux_error aux_misc api_state neap_limits neap_places neap_check neap_traceback neap_deadline) \
	$(addprefix src/compiler/,codegen codegen_stat codegen_expr codegen_call codegen_cond parser \
	parser_expr resolve fold emit lint blame compiler) \
	$(addprefix stdlib/,lib_os lib_debug lib_package lib_io lib_init lib_string_pack lib_utf8 lib_base_load) \
	$(patsubst %.c,%,$(wildcard src/cli/*.c)) vm/heap/state vm/heap/gc_final lexer/lexer_error
$(foreach file,$(COLD),$(eval FLAGS_OF_$(file) := $$(if $$(filter release,$$(CONFIG)),-Os -fno-asynchronous-unwind-tables)))
# From these a host's reader is called, whose C++ exceptions pass.
$(foreach file,$(addprefix src/compiler/,parser parser_expr compiler) vm/code/undump,$(eval FLAGS_OF_$(file) := $$(if $$(filter release,$$(CONFIG)),-Os)))
# Nor is one below the libraries, the heap and numbers, and from what finds the steps of instructions.
LEAVES := $(patsubst %.c,%,$(wildcard stdlib/*.c vm/base/*.c vm/heap/*.c lexer/*.c)) \
	$(addprefix vm/exec/,op_arith op_compare op_concat op_index op_loop meta)
LEAVES := $(filter-out $(COLD) vm/heap/jump vm/heap/throw lexer/lexer_text,$(LEAVES))
$(foreach file,$(LEAVES),$(eval FLAGS_OF_$(file) := $$(if $$(filter release,$$(CONFIG)),-fno-asynchronous-unwind-tables)))

# Two fields of a new closure or upvalue that are stored as one are waited for where one of them is read right after.
FLAGS_OF_vm/heap/closure += -fno-tree-slp-vectorize

# ---- sources

LAYERS := vm/base vm/heap vm/code vm/exec lexer src/compiler src/api stdlib
ifeq ($(filter $(CONFIG),release cxx),)
LAYERS += vm/check
endif
SOURCES := $(wildcard $(addsuffix /*.c,$(LAYERS)))
# Errors as C++ exceptions (vm/heap/jump.h).
CXX_FORM := vm/heap/jump_cxx.cpp
CXX_SOURCES :=
ifeq ($(CONFIG),cxx)
SOURCES := $(filter-out vm/heap/jump.c,$(SOURCES))
CXX_SOURCES := $(CXX_FORM)
endif
CLI_SOURCES := $(wildcard src/cli/*.c)
HEADERS := $(wildcard src/include/*.h)
INCLUDES := $(patsubst src/include/%,build/include/%,$(HEADERS) src/include/lua.hpp)

LEXER := $(B)/gen/lexer.c
OBJECTS := $(SOURCES:%.c=$(B)/%.o) $(CXX_SOURCES:%.cpp=$(B)/%.o) $(LEXER:.c=.o)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(B)/%.o)

ifeq ($(CONFIG),release)
PROGRAM := build/bin/neap
LIBRARY := build/lib/libneap.a
else
PROGRAM := $(B)/bin/neap
LIBRARY := $(B)/lib/libneap.a
endif

.PHONY: all program libraries cxx amalgamation tsan-library $(VARIANTS) test $(VARIANTS:%=test-%) test-release test-vm print-flags \
	test-modules test-hosts test-api diff lib bench demo check check-compilers check-layers check-symbols check-format format install clean help tools
.DELETE_ON_ERROR:
.SECONDARY:

all: program libraries

program: $(PROGRAM)

libraries: build/lib/libneap.a build/lib/libneap.so build/lib/liblua5.4.so.0 cxx $(INCLUDES)

cxx:
	+@$(MAKE) --no-print-directory CONFIG=cxx build/lib/liblua5.4-c++.so.0

$(VARIANTS):
	+@$(MAKE) --no-print-directory CONFIG=$@ program

help:
	@echo 'make              the program, the libraries and the headers (build/bin, build/lib, build/include)'
	@echo 'make <variant>    build/<variant>/bin/neap for: $(VARIANTS)'
	@echo 'make test         tests with the release program and a quick pass of the variants'
	@echo 'make test-<name>  tests with one program: release $(VARIANTS)'
	@echo 'make test-vm      tests of internals (tests/vm)'
	@echo 'make test-modules tests of C modules made for Lua 5.4 (installs their packages)'
	@echo 'make test-hosts   tests of programs that Debian links with liblua5.4 (installs their packages)'
	@echo 'make test-api     tests of the C API and of the host programs in scripts/embed'
	@echo 'make amalgamation the library in one file: build/neap.c, and its headers'
	@echo 'make diff         200,000 generated cases with neap and with lua5.4: what they show must agree'
	@echo 'make bench        benchmarks'
	@echo 'make demo         example programs about coroutines (scripts/book)'
	@echo 'make check        warnings as errors (gcc, clang), layers, exported symbols, format'
	@echo 'make format       clang-format over the sources'
	@echo 'make install      PREFIX=$(PREFIX) DESTDIR=$(DESTDIR)'
	@echo 'make clean        removes build/'

# ---- tools

# Installs what is missing where that is possible, else says what to install.
tools:
	@scripts/need_tools $(CC):gcc $(CXX):g++ $(RE2C):re2c objcopy:binutils awk:mawk

# ---- compiling

$(B)/%.o: %.c | tools
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(FLAGS_OF_$*) -MMD -MP -c $< -o $@

$(B)/%.o: %.cpp | tools
	@mkdir -p $(@D)
	$(CXX) $(CPPFLAGS) $(CXXFLAGS) -MMD -MP -c $< -o $@

$(B)/gen/%.o: $(B)/gen/%.c
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(LEXER): lexer/lexer.re | tools
	@mkdir -p $(@D)
	$(RE2C) -W --no-generation-date -i -o $@ $<

-include $(OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d)

# ---- exported names: those of the headers

$(B)/gen/exports.map $(B)/gen/exports.list &: scripts/make_exports $(HEADERS)
	@mkdir -p $(@D)
	scripts/make_exports map $(HEADERS) > $(B)/gen/exports.map
	scripts/make_exports list $(HEADERS) > $(B)/gen/exports.list

# ---- linking

LINK := $(CC) $(CFLAGS) $(LDFLAGS) $(LINK_$(CONFIG))

$(PROGRAM): $(OBJECTS) $(CLI_OBJECTS) $(B)/gen/exports.list
	@mkdir -p $(@D)
	$(LINK) -o $@ $(OBJECTS) $(CLI_OBJECTS) -Wl,--dynamic-list=$(B)/gen/exports.list -Wl,--gc-sections \
	-Wl,-z,pack-relative-relocs -Wl,-z,noseparate-code $(LIBS)

# One relinked object with local symbols: internal names never meet a host's.
$(LIBRARY): $(OBJECTS)
	@mkdir -p $(@D)
	$(LD) -r -o $(B)/neap.o $(OBJECTS)
	objcopy --localize-hidden $(B)/neap.o
	@rm -f $@
	$(AR) rcs $@ $(B)/neap.o

# The static library of any configuration.
lib: $(LIBRARY)

LINK_CXX := $(CXX) $(CXXFLAGS) $(LDFLAGS)

# The library in one file, with its headers beside it.
amalgamation: build/neap.c

build/neap.c: scripts/amalgamate $(SOURCES) $(LEXER) $(wildcard $(addsuffix /*.h,$(LAYERS)) $(addsuffix /*.def,$(LAYERS))) \
		$(HEADERS)
	scripts/amalgamate $(LEXER) $(VERSION) $@
	cp src/include/* build

SHARED = $(2) -shared -Wl,-soname,$(1) -Wl,--version-script=$(B)/gen/exports.map -Wl,-z,defs \
	-Wl,--as-needed -o $@ $(OBJECTS) $(LIBS)

build/lib/libneap.so: $(OBJECTS) $(B)/gen/exports.map
	@mkdir -p $(@D)
	$(call SHARED,libneap.so.0,$(LINK))
	@ln -sf libneap.so build/lib/libneap.so.0

build/lib/liblua5.4.so.0: $(OBJECTS) $(B)/gen/exports.map
	@mkdir -p $(@D)
	$(call SHARED,liblua5.4.so.0,$(LINK))

ifeq ($(CONFIG),cxx)
build/lib/liblua5.4-c++.so.0: $(OBJECTS) $(B)/gen/exports.map
	@mkdir -p $(@D)
	$(call SHARED,liblua5.4-c++.so.0,$(LINK_CXX))
endif

build/include/%: src/include/%
	@mkdir -p $(@D)
	@cp $< $@

# ---- tests

QUICK_VARIANTS := debug tiny asan
TEST_TOOLS := $(PYTHON):python3 pkg-config:pkg-config /usr/include/cmocka.h:libcmocka-dev \
	/usr/include/lua5.4/lua.h:liblua5.4-dev /usr/share/i18n/locales/de_DE:locales

STRESS_VARIANTS := gcstress stackstress
# Without tests/limits, whose deep stacks each collection or check would walk.
STRESS_TESTS := tests/lang tests/lib tests/coroutine tests/regression tests/code tests/repl

test: all amalgamation tsan-library $(QUICK_VARIANTS) $(STRESS_VARIANTS)
	@scripts/need_tools $(TEST_TOOLS)
	@scripts/sum_tests 'release: scripts/run_tests --neap build/bin/neap' \
		'api: scripts/test_api' \
		'memory: scripts/test_memory' \
		'prompt: scripts/test_repl build/bin/neap' \
		'prompt, asan: scripts/test_repl build/asan/bin/neap' \
		'book: scripts/test_book build/bin/neap' \
		'event loop: scripts/test_async --if-possible build/bin/neap' \
		'embedding: scripts/test_embed' \
		'differences: scripts/diff/run --cases 10000' \
		'c++: scripts/test_cxx' \
		'one file: scripts/test_amalgamation' \
		'abi: scripts/test_abi' \
		"abi of Debian's library: scripts/test_abi --lua lua5.4" \
		'installation: scripts/test_install' \
		'threads: scripts/test_threads' \
		'internals: scripts/test_vm' \
		$(foreach v,$(QUICK_VARIANTS),'$(v): scripts/run_tests --quick --neap build/$(v)/bin/neap') \
		$(foreach v,$(STRESS_VARIANTS),'$(v): scripts/run_tests --quick --neap build/$(v)/bin/neap $(STRESS_TESTS)')

tsan-library:
	+@$(MAKE) --no-print-directory CONFIG=tsan lib

# Flags with which scripts/test_vm compiles what it links with the objects.
print-flags:
	@echo '-std=gnu11 -I. -Isrc/include $(WARNINGS) $(FLAGS_$(CONFIG)) $(LINK_$(CONFIG))'

test-vm:
	@scripts/sum_tests 'internals: scripts/test_vm'

test-release: all
	@scripts/sum_tests 'release: scripts/run_tests --neap build/bin/neap'

$(VARIANTS:%=test-%): test-%: %
	@scripts/sum_tests '$*: scripts/run_tests --neap build/$*/bin/neap'

# C modules compiled for Debian's Lua 5.4; installs them.
test-modules: all
	@scripts/test_modules --neap build/bin/neap

# Programs linked with Debian's liblua5.4.so.0, with ours in its place; installs them.
test-hosts: all
	@scripts/test_hosts

test-api: all
	@scripts/sum_tests 'api: scripts/test_api' 'embed: scripts/test_embed'

# Other seeds, areas and programs: scripts/diff/run --seed N --cases N --neap PROGRAM AREA...
diff: all
	@scripts/need_tools lua5.4:lua5.4
	@scripts/diff/run

bench: all
	scripts/run_bench build/bin/neap

demo: all
	@scripts/demo $(PROGRAM)

# ---- checks

check: check-compilers check-layers check-symbols check-format

check-compilers:
	+@$(MAKE) --no-print-directory CONFIG=check program
	$(CXX) $(CPPFLAGS) -std=gnu++11 $(CXX_WARNINGS) -Werror -fsyntax-only $(CXX_FORM)
	@if command -v clang > /dev/null; then \
		for file in $(SOURCES) $(CLI_SOURCES); do \
			clang $(CPPFLAGS) -std=gnu11 $(WARNINGS) -Werror -fsyntax-only $$file || exit 1; \
		done; \
		clang++ $(CPPFLAGS) -std=gnu++11 $(CXX_WARNINGS) -Werror -fsyntax-only $(CXX_FORM) || exit 1; \
	else echo 'check: no clang here'; fi

check-layers:
	@scripts/check_layers

check-symbols: libraries
	@scripts/check_symbols build/lib/*.so build/lib/*.so.0 build/lib/*.a

ALL_C := $(SOURCES) $(CLI_SOURCES) $(wildcard $(addsuffix /*.h,$(LAYERS) src/cli vm/check)) \
	$(wildcard vm/check/*.c) $(CXX_FORM) $(wildcard $(addprefix tests/*/*.,c h cpp hpp) scripts/embed/*.c)

check-format:
	@if command -v clang-format > /dev/null; then clang-format --dry-run -Werror $(ALL_C); \
	else echo 'check: no clang-format here'; fi

format:
	clang-format -i $(ALL_C)

# ---- installation

INCLUDE_DIR := $(DESTDIR)$(PREFIX)/include/neap
LIB_DIR := $(DESTDIR)$(PREFIX)/lib
MAN_DIR := $(DESTDIR)$(PREFIX)/share/man/man1
STAND_IN_DIR := $(LIB_DIR)/neap

# A library with its links: folder, name, version of the file.
define INSTALL_LIBRARY
install -s -m 755 build/lib/$(2).so.0 $(1)/$(2).so.$(3)
ln -sf $(2).so.$(3) $(1)/$(2).so.0
ln -sf $(2).so.0 $(1)/$(2).so
endef

# What stands in for liblua5.4 lies in a folder of its own, so that it never hides a system's.
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(STAND_IN_DIR)/pkgconfig $(LIB_DIR)/pkgconfig $(INCLUDE_DIR) $(MAN_DIR)
	install -s -m 755 build/bin/neap $(DESTDIR)$(PREFIX)/bin/neap
	install -m 644 src/cli/neap.1 $(MAN_DIR)/neap.1
	install -m 644 $(INCLUDES) $(INCLUDE_DIR)
	install -m 644 build/lib/libneap.a $(LIB_DIR)/libneap.a
	$(call INSTALL_LIBRARY,$(LIB_DIR),libneap,$(VERSION))
	$(call INSTALL_LIBRARY,$(STAND_IN_DIR),liblua5.4,0.0.0)
	$(call INSTALL_LIBRARY,$(STAND_IN_DIR),liblua5.4-c++,0.0.0)
	scripts/make_pc neap $(VERSION) $(PREFIX) > $(LIB_DIR)/pkgconfig/neap.pc
	scripts/make_pc lua5.4 $(VERSION) $(PREFIX) > $(STAND_IN_DIR)/pkgconfig/lua5.4.pc
	scripts/make_pc lua5.4-c++ $(VERSION) $(PREFIX) > $(STAND_IN_DIR)/pkgconfig/lua5.4-c++.pc

clean:
	rm -rf build
