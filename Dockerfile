# gouw in a container, from nothing but what Debian has:
#
#     docker build -t gouw .
#     docker run --rm -v "$PWD:/data" gouw report my-regions -o out
#
# The first stage builds the Debian package, the second installs it.
FROM debian:bookworm-slim AS build
WORKDIR /src
COPY scripts/install-deps.sh scripts/
RUN scripts/install-deps.sh build
COPY . .
RUN make -j"$(nproc)" all && make deb

FROM debian:bookworm-slim
COPY --from=build /src/build/gouw_*.deb /tmp/
RUN apt-get update \
    && apt-get install -y --no-install-recommends /tmp/gouw_*.deb \
        gnuplot-nox fontconfig fonts-dejavu-core \
    && rm -rf /tmp/gouw_*.deb /var/lib/apt/lists/*
WORKDIR /data
ENTRYPOINT ["gouw"]
CMD ["help"]
