# The tables of a small dataset in plain R, as an analyst would write them.
#
# usage: Rscript whole.R DATASET FOLDER
#
# Prints the sum of Jaccard's similarity over all pairs of regions.
folders <- commandArgs(TRUE)
read <- function(name) read.csv(file.path(folders[1], name), na.strings = "")
write <- function(table, name)
    write.csv(table, file.path(folders[2], name), row.names = FALSE, na = "")

regions <- read("regions.csv")
mentions <- read("region_themes.csv")
steps <- read("milestones.csv")
years <- read("observations.csv")
targets <- read("targets.csv")

present <- table(factor(mentions$region, regions$id), factor(mentions$theme)) > 0
shared <- present %*% t(present)
size <- rowSums(present)
jaccard <- shared / (outer(size, size, "+") - shared)
pairs <- which(upper.tri(jaccard), arr.ind = TRUE)
write(data.frame(a = regions$id[pairs[, 1]], b = regions$id[pairs[, 2]], shared = shared[pairs],
                 jaccard = jaccard[pairs]), "overlap.csv")
write(data.frame(theme = colnames(present), regions = colSums(present)), "prevalence.csv")
write(as.data.frame(crossprod(present)), "cooccurrence.csv")
tree <- hclust(as.dist(1 - jaccard), "average")
write(data.frame(tree$merge, height = tree$height), "merges.csv")
write(data.frame(region = regions$id, group = cutree(tree, 3)), "groups.csv")
write(data.frame(region = regions$id, cmdscale(as.dist(1 - jaccard))), "ordination.csv")
write(as.data.frame(table(region = steps$region, status = steps$status)), "status.csv")
write(steps[order(steps$region, steps$stage), ], "timeline.csv")
write(as.data.frame(table(stage = steps$stage)), "progress.csv")
latest <- do.call(rbind, lapply(split(years, paste(years$region, years$indicator)),
                                function(d) d[which.max(d$year), ]))
growth <- merge(targets, latest, by = c("region", "indicator"), suffixes = c("", "_seen"))
growth$per_year <- growth$change / (growth$target_year - growth$year)
write(growth, "growth.csv")
write(data.frame(region = regions$id, themes = size,
                 steps = as.vector(table(factor(steps$region, regions$id)))), "summary.csv")
cat(format(sum(jaccard[upper.tri(jaccard)]), digits = 15), "\n")
