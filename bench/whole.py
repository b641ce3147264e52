"""A report of a small dataset in plain Python: eleven tables as CSV, ten charts as SVG.

usage: whole.py DATASET FOLDER

Prints the sum of Jaccard's similarity over all pairs of regions. Dates are not read: there is no
library that reads "medio 2026", so its timeline shows the order of rows, which is less work.
"""
import sys

import matplotlib
matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import dendrogram, fcluster, linkage
from scipy.spatial.distance import squareform

source, out = sys.argv[1:3]


def read(name):
    return pd.read_csv(f"{source}/{name}.csv")


def table(frame, name):
    frame.to_csv(f"{out}/{name}.csv", index=False)


def figure(name, draw):
    fig, axes = plt.subplots(figsize=(9, 5), layout="constrained")
    draw(axes)
    fig.savefig(f"{out}/{name}.svg")
    plt.close(fig)


regions, mentions, steps = read("regions"), read("region_themes"), read("milestones")
years, targets = read("observations"), read("targets")
ids, names = list(regions["id"]), list(regions["name"])
present = (pd.crosstab(mentions["region"], mentions["theme"]).reindex(ids, fill_value=0) > 0)
x = present.to_numpy(dtype=float)
size, shared, both = x.sum(axis=1), x @ x.T, x.T @ x
jaccard = shared / (size[:, None] + size[None, :] - shared)
a, b = np.triu_indices(len(ids), 1)
distance = 1 - jaccard
np.fill_diagonal(distance, 0)
tree = linkage(squareform(distance), "average")
latest = years.loc[years.groupby(["region", "indicator"])["year"].idxmax()]
growth = targets.merge(latest, on=["region", "indicator"], suffixes=("", "_seen"))
growth["per_year"] = growth["change"] / (growth["target_year"] - growth["year"])
values, vectors = np.linalg.eigh(-0.5 * (distance ** 2 - (distance ** 2).mean(0)
                                         - (distance ** 2).mean(1)[:, None]
                                         + (distance ** 2).mean()))
points = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0))
status = pd.crosstab(steps["region"], steps["status"])
stages = steps["stage"].value_counts()

table(pd.DataFrame({"a": np.array(ids)[a], "b": np.array(ids)[b], "shared": shared[a, b],
                    "jaccard": jaccard[a, b]}), "overlap")
table(present.sum().reset_index(), "prevalence")
table(pd.DataFrame(both), "cooccurrence")
table(pd.DataFrame(tree), "merges")
table(pd.DataFrame({"region": ids, "group": fcluster(tree, 3, "maxclust")}), "groups")
table(pd.DataFrame(points), "ordination")
table(status.reset_index(), "status")
table(steps.sort_values(["region", "stage"]), "timeline")
table(stages.reset_index(), "progress")
table(growth, "growth")
table(pd.DataFrame({"region": ids, "themes": size}), "summary")


def matrix(axes):
    axes.imshow(x, cmap="Blues", aspect="auto")
    axes.set_xticks(range(x.shape[1]), present.columns, rotation=90)
    axes.set_yticks(range(len(names)), names)


def heatmap(axes):
    axes.imshow(jaccard, cmap="viridis")
    axes.set_xticks(range(len(names)), names, rotation=90)
    axes.set_yticks(range(len(names)), names)
    for i in range(len(names)):
        for j in range(len(names)):
            axes.text(j, i, f"{jaccard[i, j]:.2f}", ha="center", va="center", fontsize=6)


def timeline(axes):
    for i, region in enumerate(ids):
        n = (steps["region"] == region).sum()
        axes.barh([i] * n, [0.8] * n, left=range(n))
    axes.set_yticks(range(len(names)), names)


def series(axes):
    for _, one in years.groupby(["region", "indicator"]):
        axes.plot(one["year"], one["value"])


def scatter(axes):
    axes.scatter(points[:, 0], points[:, 1])
    for name, point in zip(names, points):
        axes.annotate(name, point)


figure("matrix", matrix)
figure("heatmap", heatmap)
figure("timeline", timeline)
figure("growth", series)
figure("ordination", scatter)
figure("dendrogram", lambda axes: dendrogram(tree, labels=names, orientation="right", ax=axes))
figure("prevalence", lambda axes: axes.barh(present.columns, present.sum()))
figure("load", lambda axes: axes.bar(stages.index, stages))
figure("progress", lambda axes: axes.step(range(len(stages)), stages.cumsum()))
figure("status", lambda axes: status.plot.barh(stacked=True, ax=axes))
print(f"{jaccard[a, b].sum():.15g}")
