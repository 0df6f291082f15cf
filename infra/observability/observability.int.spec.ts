import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { ServiceEnvironment, readConfig } from '#libs/config';
import { startService } from '#libs/service';
import { Metrics } from '#libs/telemetry';
import { startLoopbackIssuer } from '#libs/testing';
import { ApplicationsModule } from '../../apps/applications/src/applications.module.js';
import { PipelinesModule } from '../../apps/pipelines/src/pipelines.module.js';
import { startAudits } from '../../apps/audits/src/audits.binding.js';
import { measured } from '../../workflows/src/activities/activity-trace.binding.js';
import type { CaseRebuild } from '../../workflows/src/cases/case-rebuild.gateway.js';
import type { CaseWorkflows } from '../../workflows/src/cases/case-workflows.gateway.js';
import { Signaller } from '../../workflows/src/signallers/signaller.gateway.js';

const FOLDER = new URL('./', import.meta.url).pathname;
const read = (name: string): string => readFileSync(`${FOLDER}${name}`, 'utf8');
const NOWHERE = '127.0.0.1:1';

/** Words of PromQL that are no metrics; labels stand in braces and in `by (…)`. */
const WORDS = /^(sum|by|rate|delta|histogram_quantile|on|and|or|le)$/;
const metricsIn = (expression: string): readonly string[] =>
  (expression.replace(/\{[^}]*\}|\bby \([^)]*\)|\bon \([^)]*\)|\[[^\]]*\]/g, '').match(/[a-z_]{3,}/g) ?? []).filter(
    (word) => !WORDS.test(word),
  );

const dashboards = readdirSync(`${FOLDER}dashboards`);
const expressions = (): readonly string[] => {
  const rules = parse(read('alerts.yml')) as { groups: { rules: { alert: string; expr: string }[] }[] };
  const boards = dashboards.map(
    (name) => JSON.parse(read(`dashboards/${name}`)) as { panels: { targets: { expr: string }[] }[] },
  );
  return [
    ...rules.groups.flatMap((group) => group.rules.map(({ expr }) => expr)),
    ...boards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))),
  ];
};

describe('dashboards and alerts', () => {
  const stops: (() => Promise<void>)[] = [];
  let shown = '';

  beforeAll(async () => {
    const issuer = await startLoopbackIssuer();
    const given = {
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      PORT: '0',
      OIDC_ISSUER: issuer.url,
      MONGODB_URL: `mongodb://${NOWHERE}/nowhere`,
      KAFKA_BROKERS: NOWHERE,
    };
    const environment = readConfig(ServiceEnvironment, given);
    const others = {
      APPLICATIONS_URL: issuer.url,
      APPROVALS_URL: issuer.url,
      PAYMENTS_URL: issuer.url,
      CLIENT_SECRET: 'x',
    };
    // Without engines: what a process shows does not depend on them.
    const running = [
      await startService({ title: 'a', module: () => ApplicationsModule.forRoot(environment), signals: false }),
      await startService({
        title: 'p',
        module: () => PipelinesModule.forRoot({ ...environment, ...others }),
        signals: false,
      }),
      await startAudits(
        { ...environment, ...others, WORKFLOWS_URL: issuer.url, PIPELINES_URL: issuer.url },
        { signals: false },
      ),
    ];
    stops.push(...running.map(({ stop }) => stop), issuer.stop);
    for (const { url } of running) {
      await fetch(`${url}/health/live`);
      shown += await (await fetch(`${url}/metrics`)).text();
    }
    // The worker's own: its client goes on calling a Temporal that is not there after everything has stopped.
    const metrics = new Metrics('workflows');
    measured({}, metrics);
    expect(new Signaller({} as CaseWorkflows, {} as CaseRebuild, metrics)).toBeDefined();
    shown += await metrics.text();
  }, 120_000);
  afterAll(async () => {
    for (const stop of stops) await stop();
  }, 60_000);

  it('name only metrics that a running process shows', () => {
    const names = new Set(expressions().flatMap(metricsIn));
    expect(names.size).toBeGreaterThan(10);
    const declared = new Set([...shown.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const unknown = [...names].filter((name) => !declared.has(name.replace(/_(bucket|count|sum)$/, '')));
    expect(unknown).toEqual([]);
  });

  it('have panels and alerts with words, and each dashboard an id of its own', () => {
    const boards = dashboards.map(
      (name) => JSON.parse(read(`dashboards/${name}`)) as { uid: string; title: string; panels: { title: string }[] },
    );
    expect(new Set(boards.map(({ uid }) => uid)).size).toBe(boards.length);
    expect(boards.flatMap(({ panels }) => panels).filter(({ title }) => title === '')).toEqual([]);
    const rules = parse(read('alerts.yml')) as { groups: { rules: { annotations: { summary: string } }[] }[] };
    expect(
      rules.groups.flatMap((group) => group.rules).filter(({ annotations }) => annotations.summary === ''),
    ).toEqual([]);
  });

  it('are what Prometheus is told to read, from every process', () => {
    const prometheus = parse(read('prometheus.yml')) as {
      rule_files: string[];
      scrape_configs: { static_configs: { targets: string[] }[] }[];
    };
    expect(prometheus.rule_files).toEqual(['alerts.yml']);
    const compose = parse(readFileSync(`${FOLDER}../../docker-compose.yml`, 'utf8')) as { services: object };
    const targets = prometheus.scrape_configs.flatMap((job) => job.static_configs.flatMap((each) => each.targets));
    expect(targets.filter((target) => !(target.split(':', 1)[0] ?? '' in compose.services))).toEqual([]);
    expect(targets.map((target) => target.split(':', 1)[0])).toEqual(
      expect.arrayContaining(['applications', 'approvals', 'payments', 'audits', 'workflows', 'gateway']),
    );
    expect(parse(read('collector.yaml'))).toMatchObject({ receivers: { otlp: { protocols: { http: {} } } } });
  });
});
