# syntax=docker/dockerfile:1

# Name it with the digest that you tested: --build-arg NODE=node:24.21.0-bookworm-slim@sha256:…
ARG NODE=node:24.21.0-bookworm-slim

FROM ${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json tsconfig.build.json ./
COPY bin bin
COPY library library
COPY scripts scripts
COPY spec/schemas spec/schemas
COPY src src
# Builds as it installs; then nothing is left but what runs.
RUN npm ci --no-audit --no-fund && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE}
LABEL org.opencontainers.image.title="writ" \
      org.opencontainers.image.description="A policy-enforced control plane for agentic infrastructure" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.source="https://github.com/writ-dev/writ"
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/bin bin
COPY --from=build /app/dist dist
COPY --from=build /app/library library
COPY --from=build /app/spec/schemas spec/schemas
COPY package.json LICENSE NOTICE CHANGELOG.md ./
RUN install -d -o 65532 -g 65532 -m 0700 /var/lib/writ
ENV NODE_ENV=production \
    WRIT_DATA=/var/lib/writ
USER 65532:65532
VOLUME /var/lib/writ
EXPOSE 7410 9443
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.WRIT_PORT ?? 7410) + '/livez').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/bin/writ.js"]
CMD ["up"]
