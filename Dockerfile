# syntax=docker/dockerfile:1

# The Node and npm of this image only install and build. Minato runs on the Node 26 that is among
# its packages, which needs libatomic besides what a slim Debian has.
FROM node:24-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends libatomic1 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci

# The path of PUBLIC_URL is built into the dashboard: --build-arg BASE_PATH=/minato
ARG BASE_PATH=""
RUN MINATO_BASE_PATH="$BASE_PATH" NEXT_TELEMETRY_DISABLED=1 npm run build --workspace=@minato/web

# Again without what only building and testing need. npm keeps drizzle-kit as an optional peer, and
# the package of Node brings headers and manuals; nothing here reads them.
RUN --mount=type=cache,target=/root/.npm \
  npm ci --omit=dev --workspace=@minato/server --workspace=@minato/web --include-workspace-root \
  && rm -rf node_modules/drizzle-kit node_modules/node-linux-*/include \
    node_modules/node-linux-*/share apps/web/.next/cache

# The embedded PostgreSQL brings its own libraries; only these come from the system.
FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends libatomic1 libgcc-s1 libstdc++6 \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 7420 --user-group --home-dir /data --shell /usr/sbin/nologin minato \
  && install --directory --owner=minato --group=minato --mode=0700 /data
WORKDIR /app
COPY --from=build /app .
# Compiled code is kept here, which saves a quarter of each start.
RUN install --directory --owner=minato --group=minato node_modules/.cache apps/web/.next/cache

ENV NODE_ENV=production DATA_DIR=/data
USER minato
VOLUME /data
EXPOSE 7420
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=2m --retries=3 \
  CMD ["node_modules/.bin/node", "apps/server/src/cli.ts", "health"]
CMD ["node_modules/.bin/node", "apps/server/src/main.ts"]
