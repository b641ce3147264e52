# Silhouettes of cuts of R's hclust trees, from cluster::silhouette.
# Run in this directory: Rscript silhouette.R
source("cluster_data.R")
emit_open("../../tests/data/silhouette.h", "silhouette.R", "cluster")
for (name in names(cluster_distances)) {
    d <- cluster_distances[[name]]
    tree <- hclust(d, "average")
    widths <- lapply(2:8, function(k) silhouette(cutree(tree, k), d)[, "sil_width"])
    emit("double", paste0(name, "_means"), sapply(widths, mean))
    emit("double", paste0(name, "_widths"), widths[[3]])
}
close(out)
