"""The peers in Python, each on the data and with the arguments of the program of the same job.

usage: peers.py PEER FILE ARGUMENT...

Prints the line that bench/bench.h describes: seconds, megabytes, answers. Imports and reading the
data are not counted, nor is a first call that fills caches.
"""
import sys
import time

import numpy as np


def megabytes(field):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(field):
                return int(line.split()[1]) / 1024


def sets(path, n, m):
    return np.fromfile(path, dtype=np.uint8).reshape(n, m)


def timed(job, per=1, clock=time.process_time):
    held, start = megabytes("VmRSS:"), clock()
    answers = job()
    seconds = (clock() - start) / per
    print(f"{seconds:.9g} {megabytes('VmHWM:') - held:.1f}", *(f"{a:.9g}" for a in answers))


def jaccard_rows(x, size, begin, end):
    shared = x[begin:end] @ x.T
    return shared / (size[begin:end, None] + size[None, :] - shared)


def numpy_pairs(path, n, m, threads):
    x = sets(path, int(n), int(m)).astype(np.float32)
    size = x.sum(axis=1)
    jaccard_rows(x, size, 0, 64)
    start, held = time.process_time(), megabytes("VmRSS:")
    out = jaccard_rows(x, size, 0, len(x))
    seconds = (time.process_time() - start) / out.size
    peak = megabytes("VmHWM:") - held
    last = out[0, -1]
    np.fill_diagonal(out, 0)
    print(f"{seconds:.9g} {peak:.1f} {out.sum(dtype=np.float64):.9g} {last:.9g}")


def numkong_pairs(path, n, m, threads):
    import numkong
    x = np.packbits(sets(path, int(n), int(m)), axis=1)
    numkong.cdist(x[:64], x[:64], "jaccard", dtype="uint1")

    def job():
        d = np.asarray(numkong.cdist(x, x, "jaccard", dtype="uint1"))
        return d.size - d.sum(dtype=np.float64) - len(d), 1 - d[0, -1]
    timed(job, int(n) * int(n))


def scipy_pairs(path, n, m, threads):
    from scipy.spatial.distance import pdist
    x = sets(path, int(n), int(m)).astype(bool)
    pdist(x[:8], "jaccard")

    def job():
        d = pdist(x, "jaccard")
        return 2 * (len(d) - d.sum()), 1 - d[int(n) - 2]
    timed(job, int(n) * (int(n) - 1) / 2)


def numpy_nearest(path, n, m, threads, queries, k=10, block=1000):
    x = sets(path, int(n), int(m)).astype(np.float32)
    size = x.sum(axis=1)
    n_queries = min(int(queries), len(x))

    def job():
        total = tenth = 0.0
        for begin in range(0, n_queries, block):
            s = jaccard_rows(x, size, begin, min(begin + block, n_queries))
            s[np.arange(len(s)), np.arange(begin, begin + len(s))] = -1
            best = np.partition(s, -k, axis=1)[:, -k:]
            total += best.sum(dtype=np.float64)
            tenth += best[:, 0].sum(dtype=np.float64)
        return total, tenth
    timed(job, n_queries / len(x))


def sklearn_nearest(path, n, m, threads, queries):
    from sklearn.neighbors import NearestNeighbors
    x = sets(path, int(n), int(m)).astype(bool)
    n_queries = min(int(queries), len(x))

    def job():  # eleven, since each set is found, too
        d, _ = NearestNeighbors(n_neighbors=11, metric="jaccard", algorithm="brute",
                                n_jobs=int(threads)).fit(x).kneighbors(x[:n_queries])
        return (1 - d[:, 1:]).sum(), (1 - d[:, -1]).sum()
    timed(job, n_queries / len(x))


def condensed(path):
    return np.fromfile(path, dtype=np.float64)


def heights(z):
    return z[:, 2].sum(), z[-1, 2]


def fastcluster_linkage(path, n, method):
    import fastcluster
    d = condensed(path)
    timed(lambda: heights(fastcluster.linkage(d, method)))


def scipy_linkage(path, n, method):
    from scipy.cluster.hierarchy import linkage
    d = condensed(path)
    timed(lambda: heights(linkage(d, method)))


def fastcluster_sets(path, n, m):
    import fastcluster
    from scipy.spatial.distance import pdist
    x = sets(path, int(n), int(m)).astype(bool)
    timed(lambda: heights(fastcluster.linkage(pdist(x, "jaccard"), "single")))


def pandas_load(folder):
    import pandas

    def job():
        regions = pandas.read_csv(f"{folder}/regions.csv", dtype=str)
        themes = pandas.read_csv(f"{folder}/themes.csv", dtype=str)
        rows = pandas.read_csv(f"{folder}/region_themes.csv")
        at = pandas.Index(regions["id"]).get_indexer(rows["region"])
        what = pandas.Index(themes["id"]).get_indexer(rows["theme"])
        return [((at >= 0) & (what >= 0)).sum()]
    timed(job, clock=time.perf_counter)


def version(module):
    print(__import__(module).__version__)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
