# One recipe for every service: the image holds all of them, the command chooses one.
#   docker build --file infra/images/service.Dockerfile --tag nuanchao:development .
#   docker run nuanchao:development node dist/apps/payments/src/main.js
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /srv/nuanchao
COPY package.json package-lock.json .npmrc ./
# Not `npm ci`: the lock file leaves out other platforms' packages, over which npm 11 stumbles (docs/decisions/0002).
RUN npm install --no-audit --no-fund --ignore-scripts
COPY . .
RUN npm run build

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /srv/nuanchao
COPY package.json package-lock.json .npmrc ./
RUN npm install --omit=dev --no-audit --no-fund --ignore-scripts && npm cache clean --force

FROM ${NODE_IMAGE} AS service
# Which service runs when no command is given; `workflows` lies beside the apps.
ARG APP=applications
ENV NODE_ENV=production PORT=3000 MAIN=dist/apps/${APP}/src/main.js
WORKDIR /srv/nuanchao
COPY --from=dependencies /srv/nuanchao/node_modules ./node_modules
COPY --from=build /srv/nuanchao/package.json ./
COPY --from=build /srv/nuanchao/infra/kafka/topics.json ./infra/kafka/
COPY --from=build /srv/nuanchao/infra/temporal/namespace.json ./infra/temporal/
COPY --from=build /srv/nuanchao/dist ./dist
# A fresh volume takes its owner from here: the development issuer keeps its key and the bank its orders in it.
RUN mkdir -p /var/lib/counterparts && chown node /var/lib/counterparts
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["sh", "-c", "exec node \"$MAIN\""]
