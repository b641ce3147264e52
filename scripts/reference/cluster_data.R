# Public datasets that the tests of clustering share. Run in this directory:
#   Rscript cluster_data.R
# USArrests (McNeil 1977), iris (Fisher 1936) and eurodist (Cambridge Encyclopaedia) come with R;
# ruspini (Ruspini 1970), agriculture (Eurostat 1993) and votes.repub (Peterson 1973) with the
# package cluster.
source("emit.R")
suppressMessages(library(cluster))

# Distances as the tests see them. Rounded where they could not be written exactly otherwise.
cluster_distances <- list(
    usarrests = dist(USArrests),
    iris = dist(iris[, 1:4]),
    ruspini = dist(ruspini),
    agriculture = dist(agriculture),
    eurodist = eurodist,
    votes = round(dist(votes.repub), 6)
)
if (sys.nframe() == 0) {
    emit_open("../../tests/data/cluster_data.h", "cluster_data.R", "cluster")
    emit("double", "usarrests_values", t(as.matrix(USArrests)))
    emit("double", "iris_values", t(as.matrix(iris[, 1:4])))
    emit("double", "ruspini_values", t(as.matrix(ruspini)))
    emit("double", "agriculture_values", t(as.matrix(agriculture)))
    emit("double", "eurodist_distances", eurodist)
    emit("double", "votes_distances", cluster_distances$votes)
    close(out)
}
