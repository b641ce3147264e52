# Benchmarks: one program a job, and run.py, which sets them beside their peers.

BENCH_JOBS := $(filter-out bench/bench.c,$(wildcard bench/*.c))
BENCH_BIN  := $(BENCH_JOBS:%.c=$(BUILD)/%)

$(BENCH_BIN): $(BUILD)/bench/%: $(BUILD)/bench/%.o $(BUILD)/bench/bench.o $(BUILD)/libgouw.a
	@$(CC) $(ALL_LDFLAGS) $^ $(LIBS) -o $@

.PHONY: bench bench-full
## bench: a minute of benchmarks beside the peers that are installed
bench: all $(BENCH_BIN)
	@BUILD=$(BUILD) CC="$(CC)" python3 bench/run.py

## bench-full: all of them, and write bench/RESULTS.md
bench-full: all $(BENCH_BIN)
	@BUILD=$(BUILD) CC="$(CC)" python3 bench/run.py --full

-include $(BENCH_BIN:=.d) $(BUILD)/bench/bench.d
