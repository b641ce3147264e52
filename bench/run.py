"""Sets gouw beside its peers: the same job, the same data, alternating in one run.

usage: BUILD=build bench/run.py [--full] [JOB...]

For each peer gouw and the peer run in turn, PAIRS times or until SECONDS are spent on it, at least
once. The figure is the median of the ratios peer / gouw of neighbouring runs, with the smallest and
the largest. A peer that gives another answer is an error (exit code 1). A peer too slow for the
whole n gets the n that stands with it, and gouw the same. "n doubled" is how much longer gouw takes
when n doubles: 4 is quadratic. --full takes larger data and writes bench/RESULTS.md.

Seconds are processor time of all threads, one here. Peers come from the distribution
(scripts/install-deps.sh bench); one that is not there is named with its package, and passed over.
"""
import csv
import mmap
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.environ.get("BUILD", "build")
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
ALONE = dict(os.environ, OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", LC_ALL="C")

DATASET = os.path.join(HERE, "..", "datasets", "npvr-2026")
PAIRS, SECONDS = {False: 2, True: 5}, {False: 6, True: 20}

# peer: (what must be there, what to install)
PEERS = {
    "numkong": ("numkong", "it with pip: numkong (Debian has no package)"),
    "numpy": ("numpy", "python3-numpy libopenblas0-pthread"),
    "scipy": ("scipy", "python3-scipy"),
    "sklearn": ("sklearn", "python3-sklearn"),
    "fastcluster": ("fastcluster", "python3-fastcluster"),
    "pandas": ("pandas", "python3-pandas"),
    "vegan": ("R:vegan", "r-cran-vegan"),
    "base": ("R:stats", "r-base-core"),
    "cluster": ("R:cluster", "r-cran-cluster"),
    "survival": ("R:survival", "r-cran-survival"),
    "matplotlib": ("matplotlib", "python3-matplotlib"),
}


class Job:
    """A row of the table. sizes: arguments behind the data file, quick and full; the first is n.
    peers: name of the function in peers.py or peers.R, the ratio aimed at (None: none; two: quick
    and full), and the largest n it is given. agree: relative tolerance, or 'no-worse'."""

    def __init__(self, name, title, program, synth, quick, full, peers, unit="s", agree=1e-5):
        self.name, self.title, self.program, self.synth = name, title, program, synth
        self.quick, self.full, self.peers = quick, full, peers
        self.unit, self.agree = unit, agree


def sets(fill):
    return lambda a: ["sets", a[0], a[1], fill, 1]


def distances(a):
    return ["distances", a[0], 1]


def pairs(m, aim_numkong, aim_numpy):
    return Job(f"pairs-{m}", f"all-pairs Jaccard, m = {m}, a pair", "pairs", sets(30),
               [2000, m, 1], [4000, m, 1],
               [("numkong_pairs", aim_numkong), ("numpy_pairs", aim_numpy),
                ("scipy_pairs", None), ("vegan_pairs", None, 2000)], "ns")


def linkage(method, aim):
    return Job(f"linkage-{method}", f"{method} linkage of a given matrix", "linkage", distances,
               [3000, method], [20000, method],
               [("fastcluster_linkage", aim), ("scipy_linkage", None, 5000),
                ("base_linkage", None, 5000)])


class Whole(Job):
    """A whole process from a dataset to files, in seconds on the clock: what a person waits for."""

    def __init__(self, name, title, options, peers):
        super().__init__(name, title, "gouw", None, [11], [11], peers, "wall")
        self.options = options


def turnbull(days, title, aim, most, rounds):
    return Job(f"turnbull-{title.split()[0]}", f"Turnbull's estimate, {title}", "turnbull",
               lambda a: ["intervals", a[0], days, 1], [200, rounds], [1000, rounds],
               [("survival_turnbull", aim, most)], agree="no-worse")


JOBS = [
    pairs(64, None, None), pairs(256, 12, 30), pairs(1024, None, None),
    Job("nearest", "ten nearest, m = 256 (peers: of at most 5,000 sets, scaled up)", "nearest",
        sets(30), [4000, 256, 1, 5000], [100000, 256, 1, 5000],
        [("numpy_nearest", 500), ("sklearn_nearest", None, 4000)]),
    linkage("average", 8), linkage("complete", 8), linkage("ward", 8), linkage("single", 15),
    Job("tree", "single linkage from sets, no matrix, m = 256", "tree", sets(30),
        [2000, 256], [20000, 256], [("fastcluster_sets", 200)]),
    Job("pam", "k-medoids, k = 20, of a given matrix", "pam", distances, [1500, 20], [5000, 20],
        [("cluster_pam", 100)], agree=2e-3),
    Job("curveball-11", "a curveball trade, 11 x 24", "curveball", sets(40), [11, 24, 1000000],
        [11, 24, 10000000], [("vegan_curveball", 40)], "ns"),
    Job("curveball-200", "a curveball trade, 200 x 100", "curveball", sets(30),
        [200, 100, 300000], [200, 100, 3000000], [("vegan_curveball", 30)], "ns"),
    Job("overlap-test", "curveball test of all pairs, 11 x 24, 10,000 draws", "overlap_test",
        sets(40), [11, 24, 2000, 1], [11, 24, 10000, 1], [("vegan_overlap_test", 60)], agree=0.01),
    turnbull(30, "grid of 30 days", 80, None, 100),
    turnbull(0, "continuous times, drawn to two minutes", 50000, None, 100),
    Job("load", "a dataset with twenty themes a region, on the wall, on all processors", "load",
        lambda a: ["dataset", a[0], 256, 20, 1], [20000], [200000],
        [("bare", 0.5), ("pandas_load", None)]),
    Whole("tables", "npvr-2026, all tables", ["--tables-only"], [("base_whole", None)]),
    Whole("report", "npvr-2026, page, tables and charts as SVG", [], [("matplotlib_whole", None)]),
]


def run(command):
    done = subprocess.run([str(c) for c in command], env=ALONE, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]}: {done.stderr.strip()[-300:]}")
    return [float(word) for word in done.stdout.split()]


def run_whole(command, answers):
    """Seconds on the clock, 0, and what answers finds; the folder goes behind the command."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        process = subprocess.Popen([*command, folder], env=ALONE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        said = process.stdout.read()
        status = process.wait()
        seconds = time.monotonic() - start
        if status != 0:
            raise RuntimeError(f"{command[0]}: {process.stderr.read().decode()[-300:]}")
        return [seconds, 0, *answers(folder, said)]


def sum_of_similarity(folder, said):
    with open(os.path.join(folder, "overlap.csv"), newline="") as table:
        return [sum(float(row["similarity"]) for row in csv.DictReader(table))]


def version(peer):
    module, package = PEERS[peer]
    try:
        if module.startswith("R:"):
            command = ["Rscript", "--vanilla", f"{HERE}/peers.R", "version", module[2:]]
        else:
            command = [PYTHON, f"{HERE}/peers.py", "version", module]
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return done.stdout.split()[-1] if done.returncode == 0 else None


def peer_command(peer, path, job, rest):
    name = peer.split("_")[0]
    if peer == "base_whole":
        return ["Rscript", "--vanilla", f"{HERE}/whole.R", DATASET]
    if peer == "matplotlib_whole":
        return [PYTHON, f"{HERE}/whole.py", DATASET]
    if peer == "bare":
        return [f"{BUILD}/bench/load", path, "bare"]
    if PEERS[name][0].startswith("R:"):
        return ["Rscript", "--vanilla", f"{HERE}/peers.R", peer, path, *rest]
    return [PYTHON, f"{HERE}/peers.py", peer, path, *rest]


def agrees(ours, theirs, tolerance):
    if tolerance == "no-worse":  # log-likelihoods
        return ours[0] >= theirs[0] - 1e-6 * abs(theirs[0])
    return all(abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-300) for a, b in zip(ours, theirs))


def synthesize(job, arguments, folder):
    words = [str(w) for w in job.synth(arguments)]
    path = os.path.join(folder, "-".join(words))
    if not os.path.exists(path):
        if words[0] == "dataset":
            os.mkdir(path)
        subprocess.run([f"{BUILD}/bench/synth", *words, path], check=True)
    return path


def touch_memory(path):
    """Uses three times as much memory as the data take, and lets go of it. The host of a virtual
    machine takes its time over memory that it has not handed out lately, milliseconds a megabyte,
    which whoever comes first would pay for."""
    if path is None or not os.path.isfile(path):
        return
    block = b"\1" * (2 << 20)
    n_blocks = 3 * os.path.getsize(path) // len(block) + 16
    private = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    with mmap.mmap(-1, n_blocks * len(block), flags=private) as memory:
        if hasattr(mmap, "MADV_HUGEPAGE"):
            memory.madvise(mmap.MADV_HUGEPAGE)
        for _ in range(n_blocks):
            memory.write(block)


def time_peer(job, command):
    if isinstance(job, Whole):
        return run_whole(command, lambda _, said: [float(said)])
    return run(command)


def time_gouw(job, arguments, folder):
    if isinstance(job, Whole):
        return run_whole([f"{BUILD}/gouw", "report", "--quiet", "--force", *job.options, DATASET, "-o"],
                         sum_of_similarity)
    path = synthesize(job, arguments, folder)
    touch_memory(path)
    return run([f"{BUILD}/bench/{job.program}", path, *arguments_of(job, arguments)])


def arguments_of(job, arguments):
    return [] if job.program == "load" else arguments


def measure(job, peer, arguments, folder, full):
    """Runs of gouw and of the peer, in turn."""
    path = None if isinstance(job, Whole) else synthesize(job, arguments, folder)
    command = peer_command(peer, path, job, arguments_of(job, arguments))
    ours, theirs, start = [], [], time.monotonic()
    while not ours or (len(ours) < PAIRS[full] and time.monotonic() - start < SECONDS[full]):
        ours.append(time_gouw(job, arguments, folder))
        touch_memory(path)
        theirs.append(time_peer(job, command))
        if not agrees(ours[-1][2:], theirs[-1][2:], job.agree):
            raise RuntimeError(f"{job.name}: gouw {ours[-1][2:]} but {peer} {theirs[-1][2:]}")
    return ours, theirs


def middle(runs, at=0):
    return statistics.median(r[at] for r in runs)


def shown(seconds, unit):
    if unit == "ns":
        return f"{seconds * 1e9:.3g} ns"
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1e3:.3g} ms"


def memory(job, runs):
    """Of a whole process the kernel counts what this one held when it started it: nothing to show."""
    return "" if isinstance(job, Whole) else f"{middle(runs, 1):.0f} MB"


def growth(job, arguments, folder):
    """How much longer gouw takes for n than for half of it; of a time a pair or trade: none."""
    if job.unit in ("ns", "wall"):
        return ""
    half = [arguments[0] // 2, *arguments[1:]]
    runs = [(time_gouw(job, arguments, folder), time_gouw(job, half, folder)) for _ in range(3)]
    return f"{statistics.median(all[0] / part[0] for all, part in runs):.1f}"


def rows_of(job, full, folder, present):
    whole = job.full if full else job.quick
    grown = growth(job, whole, folder)
    for peer, aim, *most in job.peers:
        if not present(peer):
            continue
        n = min([whole[0], *(m for m in most if m is not None)])
        ours, theirs = measure(job, peer, [n, *whole[1:]], folder, full)
        ratios = [t[0] / o[0] for t, o in zip(theirs, ours)]
        ratio = statistics.median(ratios)
        aim = aim[full] if isinstance(aim, tuple) else aim
        met = "" if aim is None else "yes" if ratio >= aim else "no"
        yield [f"{job.title}, n = {n:,}", shown(middle(ours), job.unit),
               memory(job, ours), grown if n == whole[0] else "",
               peer.replace("_", " "), shown(middle(theirs), job.unit), memory(job, theirs),
               f"{ratio:.3g} ({min(ratios):.3g} to {max(ratios):.3g}, {len(ratios)} pairs)",
               "" if aim is None else f"{aim:g}", met]


HEADER = ["job", "gouw", "memory", "n doubled", "peer", "its time", "its memory",
          "ratio (smallest to largest)", "aim", "met"]


def table(rows):
    lines = ["| " + " | ".join(HEADER) + " |", "|" + "---|" * len(HEADER)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def machine():
    model = "unknown processor"
    with open("/proc/cpuinfo") as info:
        for line in info:
            if line.startswith("model name"):
                model = line.split(":")[1].strip()
    return f"{model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}"


def write_results(rows, versions, missing, loads):
    """Replaces what stands between the two marks; the text around them is written by hand."""
    path = os.path.join(HERE, "RESULTS.md")
    text = open(path).read()
    compiler = subprocess.run([os.environ.get("CC", "cc").split()[-1], "--version"],
                              capture_output=True, text=True).stdout.split("\n")[0]
    made = (f"Machine: {machine()}.\nLoad average while it ran: {loads[0]:.2f} at the start, "
            f"{loads[1]:.2f} at the end.\nCompiler: {compiler}.\nPeers: "
            + ", ".join(f"{peer} {v}" for peer, v in versions.items() if v) + ".\n"
            + (f"Not there: {', '.join(missing)}.\n" if missing else "") + "\n"
            + table(rows))
    new = re.sub(r"(<!-- begin -->\n).*(<!-- end -->)", lambda m: m[1] + made + m[2], text,
                 flags=re.S)
    with open(path, "w") as out:
        out.write(new)


def main():
    arguments = sys.argv[1:]
    full = "--full" in arguments
    wanted = [a for a in arguments if a != "--full"]
    unknown = set(wanted) - {job.name for job in JOBS}
    if unknown:
        sys.exit(f"run.py: no such job: {', '.join(sorted(unknown))}; there are "
                 + ", ".join(job.name for job in JOBS))
    jobs = [job for job in JOBS if not wanted or job.name in wanted]
    needed = {peer[0].split("_")[0] for job in jobs for peer in job.peers} - {"bare"}
    versions = {peer: version(peer) for peer in sorted(needed)}
    for peer, found in versions.items():
        if found is None:
            print(f"passed over: {peer}; install {PEERS[peer][1]}", file=sys.stderr)
    missing = [peer for peer, found in versions.items() if found is None]

    def present(peer):
        return peer == "bare" or versions[peer.split("_")[0]] is not None

    loads, rows, wrong = [os.getloadavg()[0]], [], 0
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs:
            try:
                for row in rows_of(job, full, folder, present):
                    rows.append(row)
                    print("  ".join(row), flush=True)
            except RuntimeError as error:
                wrong += 1
                print(f"FAILED {error}", file=sys.stderr)
    loads.append(os.getloadavg()[0])
    if full and not wanted and not wrong:
        write_results(rows, versions, missing, loads)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
