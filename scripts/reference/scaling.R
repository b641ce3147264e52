# Classical scaling from R's cmdscale, correspondence analysis from the package ca.
# Axes are turned so that the point farthest out is positive, the first of several.
# Run in this directory: Rscript scaling.R
source("cluster_data.R")
suppressMessages(library(ca))
data(smoke)
data(author)
emit_open("../../tests/data/scaling.h", "scaling.R", c("cluster", "ca"))
turn <- function(x) sign(x[which(abs(x) >= max(abs(x)) * (1 - 1e-9))[1]])
for (name in names(cluster_distances)) {
    fit <- cmdscale(cluster_distances[[name]], k = 2, eig = TRUE)
    emit("double", paste0(name, "_eigenvalues"), fit$eig)
    emit("double", paste0(name, "_points"), t(apply(fit$points, 2, function(x) x * turn(x))))
    emit("double", paste0(name, "_fit"), fit$GOF)
}
# HairEyeColor: a wide table with two dimensions; smoke tall; author wide.
tables <- list(hair = t(apply(HairEyeColor, 1:2, sum))[1:3, ], smoke = as.matrix(smoke),
               author = as.matrix(author))
for (name in names(tables)) {
    fit <- ca(tables[[name]])
    signs <- apply(fit$rowcoord[, 1:2], 2, turn)
    emit("double", paste0(name, "_table"), t(tables[[name]]))
    emit("double", paste0(name, "_inertia"), fit$sv^2)
    emit("double", paste0(name, "_rows"), t(fit$rowcoord[, 1:2]) * fit$sv[1:2] * signs)
    emit("double", paste0(name, "_columns"), t(fit$colcoord[, 1:2]) * fit$sv[1:2] * signs)
    emit_text("enum { ", name, "_n_rows = ", nrow(tables[[name]]), ", ", name,
              "_n_columns = ", ncol(tables[[name]]), " };")
}
close(out)
