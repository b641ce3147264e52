# What R's cluster::pam reaches: total distance to the medoids after BUILD and after SWAP.
# Run in this directory: Rscript pam.R
source("cluster_data.R")
emit_open("../../tests/data/pam.h", "pam.R", "cluster")
for (name in names(cluster_distances)) {
    d <- cluster_distances[[name]]
    total <- sapply(2:8, function(k) pam(d, k)$objective["swap"]) * attr(d, "Size")
    emit("double", paste0(name, "_totals"), total)
}
close(out)
