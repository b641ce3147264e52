# Trees of R's hclust, their orders, cuts, cophenetic correlations and agglomerative coefficients.
# cluster::agnes gives the same coefficients except where it breaks a tie otherwise (iris, ruspini).
# Run in this directory: Rscript linkage.R
source("cluster_data.R")
emit_open("../../tests/data/linkage.h", "linkage.R", "cluster")
linkages <- c("average", "complete", "single", "ward.D2", "mcquitty", "centroid", "median")
of_agnes <- c("average", "complete", "single", "ward", "weighted")
for (name in names(cluster_distances)) {
    d <- cluster_distances[[name]]
    trees <- lapply(linkages, function(m) hclust(d, m))
    k <- min(5, attr(d, "Size"))
    emit("int16_t", paste0(name, "_merges"), sapply(trees, function(t) t(t$merge)))
    emit("double", paste0(name, "_heights"), sapply(trees, function(t) t$height))
    emit("uint8_t", paste0(name, "_order"), sapply(trees, function(t) t$order - 1))
    # cutree refuses trees with inversions
    emit("uint8_t", paste0(name, "_cut5"), sapply(trees[1:5], function(t) cutree(t, k) - 1))
    emit("double", paste0(name, "_cophenetic"), sapply(trees, function(t) cor(d, cophenetic(t))))
    coefficient <- sapply(trees[1:5], coef)
    emit("double", paste0(name, "_coefficient"), coefficient)
    by_agnes <- sapply(of_agnes, function(m) agnes(d, diss = TRUE, method = m)$ac)
    stopifnot(name %in% c("iris", "ruspini") || isTRUE(all.equal(coefficient, unname(by_agnes), tolerance = 1e-12)))
}
close(out)
