# Reference trends: random walk with drift, log-linear least squares, bisquare.
#
# Writes tests/data/trend.h. Ran under R 4.2.2 with MASS 7.3-58.2:
#     Rscript scripts/reference/trend.R
#
# Drift is computed here as a weighted regression through the origin of the steps on their
# lengths, log-linear by lm() and predict(), robust by an own iteration after Street, Carroll &
# Ruppert (1988) and DuMouchel & O'Brien (1989) and, for comparison, by MASS::rlm.
library(MASS)

series <- list(
  # Twente, inhabitants on 1 January: Eurostat demo_r_gind3, CBS 37259eng and 37230NED.
  twente = data.frame(
    year = 2003:2025,
    value = c(613932, 615303, 616886, 617682, 618223, 618992, 621292, 623432, 625377, 626586,
              626726, 626339, 625976, 626525, 627209, 627848, 629284, 631064, 631733, 633917,
              638897, 640806, 643591)),
  # Zeeuws-Vlaanderen, the same sources, the years every third or so left out.
  gaps = data.frame(
    year = c(2003, 2004, 2006, 2007, 2011, 2012, 2015, 2018, 2019, 2022, 2025),
    value = c(108238, 107885, 107664, 107606, 106521, 106266, 105684, 105438, 105499, 105175,
              106146)),
  # Twente, homes: CBS 81955NED; 2022 from CBS 85318NED.
  homes = data.frame(
    year = c(2013, 2016, 2017, 2020, 2021, 2022, 2024, 2025),
    value = c(269962, 274214, 275224, 280408, 282505, 284102, 288025, 290377)),
  # Invented: two breaks, gaps, runs of 3, 1 and 5.
  breaks = data.frame(
    year = c(2000, 2002, 2003, 2007, 2010, 2011, 2013, 2014, 2018),
    value = c(1000, 1030, 1041, 800, 2100, 2151, 2230, 2222, 2410),
    breaks = c(FALSE, FALSE, FALSE, TRUE, TRUE, FALSE, FALSE, FALSE, FALSE)),
  # Invented: steady growth of about 1 percent and one year far off.
  outlier = data.frame(
    year = 2010:2021,
    value = c(100, 101.2, 101.9, 103.1, 104.2, 125, 106.1, 107.3, 108.4, 109.3, 110.7, 111.6)),
  # Inhabitants of the United States, a census every ten years, in millions: R's datasets::uspop.
  census = data.frame(year = as.numeric(time(uspop)), value = as.numeric(uspop)),
  # The same, year by year, 14 years and older, in thousands: datasets::longley (Longley 1967).
  longley = data.frame(year = longley$Year, value = 1000 * longley$Population),
  three = data.frame(year = c(2019, 2021, 2022), value = c(50, 47, 47.5)))

run_of <- function(s) 1 + cumsum(s$breaks)

drift <- function(s, at) {
  keep <- !s$breaks[-1]
  dy <- diff(log(s$value)); dt <- diff(s$year)
  fit <- lm(I(dy / sqrt(dt)) ~ 0 + sqrt(dt), subset = keep)
  e <- ifelse(keep, (dy - coef(fit) * dt) / sqrt(dt), NA)
  h <- at - max(s$year)
  co <- summary(fit)$coefficients
  list(rate = unname(coef(fit)), error = co[1, 2], df = fit$df.residual,
       lag1 = sum(e[-1] * e[-length(e)], na.rm = TRUE) / sum(e^2, na.rm = TRUE),
       mid = log(tail(s$value, 1)) + unname(coef(fit)) * h,
       se = sqrt(summary(fit)$sigma^2 * h + (co[1, 2] * h)^2))
}

design <- function(s) {
  run <- run_of(s)
  if (max(run) == 1) data.frame(y = log(s$value), year = s$year, run = 1)
  else data.frame(y = log(s$value), year = s$year, run = factor(run))
}

lag_within <- function(e, run) {
  n <- length(e)
  sum((e[-1] * e[-n])[run[-1] == run[-n]]) / sum(e^2)
}

loglinear <- function(s, at) {
  d <- design(s)
  fit <- if (is.factor(d$run)) lm(y ~ run + year, d) else lm(y ~ year, d)
  new <- data.frame(year = at, run = rep(tail(d$run, 1), length(at)))
  p <- predict(fit, new, se.fit = TRUE)
  # The interval is taken from predict() itself and turned back into a standard error.
  upper <- predict(fit, new, interval = "prediction", level = 0.8)[, "upr"]
  list(rate = unname(coef(fit)["year"]), error = summary(fit)$coefficients["year", 2],
       df = fit$df.residual, lag1 = lag_within(residuals(fit), run_of(s)),
       mid = unname(p$fit), se = unname((upper - p$fit) / qt(0.9, fit$df.residual)))
}

bisquare <- function(s, at) {
  d <- design(s)
  x <- model.matrix(if (is.factor(d$run)) ~ run + year else ~ year, transform(d, year = year - 2010))
  y <- d$y; n <- nrow(x); p <- ncol(x)
  adjust <- 1 / sqrt(1 - pmin(hat(x, FALSE), 0.9999))
  mad_scale <- function(r) median(sort(abs(r))[p:n]) / 0.6745
  beta <- lm.fit(x, y)$coefficients
  ols <- sqrt(sum(lm.fit(x, y)$residuals^2) / (n - p))
  for (i in 1:2000) {
    r <- drop(y - x %*% beta) * adjust
    u <- r / (4.685 * max(mad_scale(r), 1e-6 * sd(y)))
    w <- ifelse(abs(u) <= 1, (1 - u^2)^2, 0)
    beta <- lm.wfit(x, y, w)$coefficients
  }
  r <- drop(y - x %*% beta)
  st <- 4.685 * mad_scale(r)
  u <- r * adjust / st
  psi <- ifelse(abs(u) <= 1, u * (1 - u^2)^2, 0)
  a <- mean(ifelse(abs(u) <= 1, (1 - u^2) * (1 - 5 * u^2), 0))
  b <- sum(psi^2 / adjust^2) / (n - p)
  rob <- (1 + p / n * (1 - a) / a) * sqrt(b) * st / a
  sigma <- max(rob, sqrt((ols^2 * p^2 + rob^2 * n) / (p^2 + n)))
  v <- sigma^2 * solve(crossprod(x))
  last <- x[n, ]
  new <- t(sapply(at, function(t) { last[p] <- t - 2010; last }))
  rlm_fit <- rlm(x, y, psi = psi.bisquare, maxit = 2000)
  list(rate = unname(beta[p]), error = sqrt(v[p, p]), df = n - p,
       lag1 = loglinear(s, at)$lag1, mid = drop(new %*% beta),
       se = sqrt(sigma^2 + rowSums((new %*% v) * new)), rlm = unname(coef(rlm_fit)[p]))
}

number <- function(x) paste(ifelse(is.finite(x), sprintf("%.17g", x), "NAN"), collapse = ", ")
out <- file("tests/data/trend.h", "w")
cat("/* Made by scripts/reference/trend.R; see there for the series and the methods. */\n", file = out)
for (name in names(series)) {
  s <- series[[name]]
  if (is.null(s$breaks)) s$breaks <- FALSE
  cat(sprintf("static const gouw_trend_point %s_points[] = {\n", name), file = out)
  cat(sprintf("    {%g, %.17g, %s},\n", s$year, s$value, tolower(s$breaks)), sep = "", file = out)
  cat("};\n", file = out)
  for (method in c("drift", "loglinear", "bisquare")) {
    if (method == "bisquare" && name %in% c("three", "breaks", "census", "longley")) next
    at <- c(max(s$year) + c(1, 10, 25.5))
    r <- get(method)(s, at)
    low80 <- exp(r$mid - qt(0.9, r$df) * r$se); high80 <- exp(r$mid + qt(0.9, r$df) * r$se)
    low95 <- exp(r$mid - qt(0.975, r$df) * r$se); high95 <- exp(r$mid + qt(0.975, r$df) * r$se)
    target <- tail(s$value, 1) * 1.05
    cat(sprintf("static const reference %s_%s = {\n", name, method), file = out)
    cat(sprintf("    .rate = %s,\n    .error = %s,\n    .freedom = %s,\n    .lag1 = %s,\n",
                number(r$rate), number(r$error), number(r$df), number(r$lag1)), file = out)
    cat(sprintf("    .year = {%s},\n", number(at)), file = out)
    cat(sprintf("    .%s = {%s},\n", c("middle", "low80", "high80", "low95", "high95", "reach"),
                c(number(exp(r$mid)), number(low80), number(high80), number(low95), number(high95),
                  number(pt((r$mid - log(target)) / r$se, r$df)))), sep = "", file = out)
    if (method == "bisquare") cat(sprintf("    .rlm_rate = %s,\n", number(r$rlm)), file = out)
    cat("};\n", file = out)
  }
}
close(out)
