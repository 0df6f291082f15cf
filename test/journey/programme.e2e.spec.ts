import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose, { mongo } from 'mongoose';
import { CaseHistoryView, CaseStateView, CaseTraceView, LogHead, LogPage, RefusalPage } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { MerkleFrontier, leafHash } from '#libs/transparency';
import { actorIdOf } from '../../infra/counterparts/src/accounts.js';
import { ACCEPTANCE_CASE_01_ENDS, acceptanceCase01 } from '../../infra/demonstration/src/demonstration-cases.js';
import { siteOf } from '../../infra/demonstration/src/demonstration-sites.js';
import { Robots } from '../../infra/demonstration/src/robots.js';
import { Simulation, onTheLastDay, type SimulatedOutcome } from '../../infra/demonstration/src/simulation.js';
import { factFaults } from '../api/fact-check.js';
import { startProduct, type RunningProduct } from './running-product.js';
import { SpanCollector } from './span-collector.js';

type State = Record<string, unknown>;
interface Entry {
  readonly _id: number;
  readonly key: string;
  readonly bytes: mongo.Binary;
  readonly leaf: mongo.Binary;
  readonly root: mongo.Binary;
}
interface Subject {
  readonly subject: string;
  readonly state: State;
}

/**
 * Goal: the whole procedure on real engines, at the dates of AT-01 (domain.md §10). Method: start everything as
 * `npm start` does, let robots play through the public API with ordinary tokens while the office clock is moved through
 * three months, then read what happened from the auditors' log and from the live documents.
 */
describe('the programme, on real engines', () => {
  const collector = new SpanCollector();
  let product: RunningProduct;
  let outcomes: readonly SimulatedOutcome[] = [];

  beforeAll(async () => {
    product = await startProduct('2026-02-20T09:00:00+08:00', {
      OTEL_EXPORTER_OTLP_ENDPOINT: await collector.start(),
    });
    const { client } = product;
    for (const fund of ['UNION_MUNI', 'FISCAL_HEALTH']) {
      const budget = { year: 2026, fund, amountFen: 100_000_000 };
      await client.command('mu-fin-approver-1', 'payments', '/budgets', budget, `budget/${fund}`);
    }
    const simulation = new Simulation({
      client,
      robots: new Robots(client, 'journey'),
      until: ACCEPTANCE_CASE_01_ENDS,
      endsAt: `${ACCEPTANCE_CASE_01_ENDS}T10:00:00+08:00`,
      report: () => undefined,
      cases: [
        acceptanceCase01(),
        { script: { site: siteOf('e02'), meeting: 'record' }, startsOn: '2026-02-24', actsOn: onTheLastDay },
        { script: { site: siteOf('e12'), meeting: 'record' }, startsOn: '2026-02-24', actsOn: onTheLastDay },
        {
          script: { site: siteOf('e03'), meeting: 'votes', rejectedAt: 'district-review' },
          startsOn: '2026-02-24',
          actsOn: onTheLastDay,
        },
      ],
    });
    outcomes = await simulation.run();
  }, 600_000);

  afterAll(async () => {
    await product.stop();
    await collector.stop();
  }, 60_000);

  const caseOf = (code: string): string => {
    const id = outcomes.find(({ script }) => script.site.code === code)?.caseId;
    if (id === undefined) throw new Error(`${code} was not played.`);
    return id;
  };

  const subjectsOf = async (code: string): Promise<readonly Subject[]> => {
    const json = await product.client.query('mu-audit-1', 'audits', `/cases/${caseOf(code)}/state`);
    return CaseStateView.parse(json).subjects as readonly Subject[];
  };

  const one = async (code: string, noun: string, where: State = {}): Promise<State> => {
    const found = (await subjectsOf(code)).filter(
      ({ subject, state }) =>
        subject.startsWith(`${noun}/`) &&
        !subject.endsWith('/refusals') &&
        Object.entries(where).every(([key, value]) => state[key] === value),
    );
    expect(found).toHaveLength(1);
    return found[0]?.state ?? {};
  };

  const eventsOf = async (code: string, type: string): Promise<State[]> => {
    const json = await product.client.query('mu-audit-1', 'audits', `/cases/${caseOf(code)}/history`);
    return CaseHistoryView.parse(json).entries.flatMap(({ event }) =>
      event?.['type'] === type ? [event['data'] as State] : [],
    );
  };

  describe('AT-01, the happy path of a hospital', () => {
    it('ends designated, at every due date of the procedure', async () => {
      expect(outcomes.find(({ script }) => script.site.code === 'e01')?.status).toBe('DESIGNATED');
      const reviews = await eventsOf('e01', 'review.opened');
      const dueOf = (kind: string) =>
        reviews.filter((data) => data['kind'] === kind).map(({ due }) => (due as { dueOn: string }).dueOn);
      expect({
        formal: dueOf('formal-check'),
        district: dueOf('district-review'),
        municipal: dueOf('municipal-review'),
        health: dueOf('health-verification'),
        joint: dueOf('joint-review'),
        designation: dueOf('designation'),
      }).toEqual({
        formal: ['2026-03-05'],
        district: ['2026-03-19'],
        municipal: ['2026-04-02'],
        health: ['2026-03-26'],
        joint: ['2026-05-09'],
        designation: ['2026-05-22'],
      });
      const [inspection] = await eventsOf('e01', 'inspection.opened');
      const [report] = await eventsOf('e01', 'inspection.report-due-set');
      const [notice] = await eventsOf('e01', 'notice.opened');
      expect(inspection?.['visitDue']).toMatchObject({ dueOn: '2026-04-17' });
      expect(report?.['reportDue']).toMatchObject({ dueOn: '2026-04-22' });
      expect(notice?.['period']).toMatchObject({ startedOn: '2026-05-09', workingDays: 5, dueOn: '2026-05-15' });
    });

    it('is decided on those very days', async () => {
      const decided = (await eventsOf('e01', 'review.decided')).map(
        ({ kind, decidedOn }) => `${String(kind)} ${String(decidedOn)}`,
      );
      expect(decided).toEqual([
        'formal-check 2026-03-05',
        'district-review 2026-03-19',
        'health-verification 2026-03-26',
        'municipal-review 2026-04-02',
        'joint-review 2026-05-09',
        'designation 2026-05-22',
      ]);
      expect(await eventsOf('e01', 'application.submitted')).toMatchObject([{ submittedOn: '2026-03-02' }]);
      expect(await eventsOf('e01', 'notice.passed')).toMatchObject([{ endedOn: '2026-05-15' }]);
    });

    it('rests on a committee of nine, seven present, seven in favour', async () => {
      expect(await eventsOf('e01', 'meeting.vote-cast')).toHaveLength(7);
      expect(await eventsOf('e01', 'meeting.adopted')).toMatchObject([
        { count: { total: 9, present: 7, recused: 0, yes: 7, no: 0, abstain: 0 } },
      ]);
    });

    it('makes an active site, valid for three years less a day', async () => {
      expect(await one('e01', 'site')).toMatchObject({
        status: 'ACTIVE',
        designatedOn: '2026-05-22',
        validTo: '2029-05-21',
      });
    });

    it('pays the union grant once, due and paid on 2026-06-12, by three people', async () => {
      const grant = await one('e01', 'grant', { fund: 'UNION_MUNI' });
      expect(grant).toMatchObject({
        status: 'PAID',
        amountFen: 10_000_000,
        due: { dueOn: '2026-06-12' },
        paid: { amountFen: 10_000_000, paidOn: '2026-06-12' },
      });
      expect(new Set([grant['maker'], grant['checker'], grant['approver']]).size).toBe(3);
      expect((await eventsOf('e01', 'grant.paid')).filter(({ amountFen }) => amountFen === 10_000_000)).toHaveLength(1);
    });

    it('is followed as one trace from the approval over HTTP, through Kafka and Temporal, to the bank', async () => {
      const caseId = caseOf('e01');
      const json = await product.client.query('mu-audit-1', 'audits', `/cases/${caseId}/trace`);
      const { hops, traces } = CaseTraceView.parse(json);
      const [approved, instructed] = ['grant.approved', 'grant.instructed'].map((type) =>
        hops.find((hop) => hop.type === type),
      );
      expect(instructed?.traceId).toBe(approved?.traceId);
      expect(traces.map(({ traceId }) => traceId)).toContain(approved?.traceId);
      // From the bank's call up to the request that began it, hop by hop.
      const wayToBank = (): readonly string[] => {
        const spans = collector.spansOf(String(approved?.traceId));
        const way: string[] = [];
        let at = spans.find(({ name }) => name === 'POST bank');
        for (; at !== undefined; at = spans.find(({ spanId }) => spanId === at?.parentSpanId)) {
          way.push(`${at.service}: ${at.name.replace(/127\.0\.0\.1:\d+/, 'payments')}`);
        }
        return way;
      };
      // Each process sends its spans once a second, and this was the last thing that happened.
      await eventually(() =>
        expect(wayToBank()).toEqual([
          'payments: POST bank',
          'payments: POST',
          'workflows: POST payments',
          'workflows: activity instructPayment',
          'workflows: signal grant.approved',
          'payments: POST',
          'gateway: POST',
        ]),
      );
    });

    it('records the health grant by its voucher', async () => {
      expect(await one('e01', 'grant', { fund: 'FISCAL_HEALTH' })).toMatchObject({
        status: 'PAID',
        amountFen: 5_000_000,
      });
      expect(await eventsOf('e01', 'grant.voucher-recorded')).toHaveLength(1);
    });

    it('reminds two working days before a due date and on the day', async () => {
      const rung = (await eventsOf('e01', 'review.alarmed')).map(({ kind, on }) => `${String(kind)} ${String(on)}`);
      expect(rung).toEqual(expect.arrayContaining(['remind 2026-03-03', 'remind 2026-03-05', 'remind 2026-03-31']));
      expect(rung.filter((line) => line.startsWith('escalate'))).toEqual([]);
      expect(new Set(rung).size).toBeGreaterThan(5);
    });

    it('shows the case as it was at any moment', async () => {
      const json = await product.client.query(
        'mu-audit-1',
        'audits',
        `/cases/${caseOf('e01')}/state?at=${encodeURIComponent('2026-04-01T12:00:00+08:00')}`,
      );
      const application = CaseStateView.parse(json).subjects.find(({ subject }) => subject.startsWith('application/'));
      expect(application?.state).toMatchObject({ status: 'CONCURRENT_REVIEW' });
    });
  });

  describe('the other ways to provide childcare', () => {
    it.each(['e02', 'e12'])('brings %s to its designation and its money', async (code) => {
      expect(outcomes.find(({ script }) => script.site.code === code)?.status).toBe('DESIGNATED');
      expect(await one(code, 'site')).toMatchObject({ status: 'ACTIVE' });
      expect(await one(code, 'grant', { fund: 'UNION_MUNI' })).toMatchObject({ status: 'PAID', amountFen: 10_000_000 });
    });
  });

  it('ends a case that the district rejects, and closes its work', async () => {
    expect(outcomes.find(({ script }) => script.site.code === 'e03')?.status).toBe('REJECTED');
    expect(await eventsOf('e03', 'application.rejected')).toMatchObject([
      { step: 'district-review', reasonCode: 'OUT_OF_SCOPE' },
    ]);
    expect(await product.client.tasks('mu-audit-1', 'approvals', caseOf('e03'))).toEqual([]);
  });

  describe('the replay', () => {
    const entries = async <Result>(work: (log: mongo.Collection<Entry>) => Promise<Result>): Promise<Result> => {
      const connection = await mongoose.createConnection(product.mongoUrls.audits).asPromise();
      try {
        return await work(connection.collection<Entry>('entries'));
      } finally {
        await connection.close();
      }
    };

    it('folds every case to its live state', async () => {
      const { code, output } = await product.replay();
      expect(output).toContain('Every case folds to its live state.');
      expect(code).toBe(0);
    }, 120_000);

    it('names a field that was changed in a database', async () => {
      const connection = await mongoose.createConnection(product.mongoUrls.payments).asPromise();
      const grants = connection.collection<{ _id: string }>('grant');
      const [{ subject }] = (await subjectsOf('e01')).filter(({ state }) => state['fund'] === 'UNION_MUNI') as [
        Subject,
      ];
      await grants.updateOne({ _id: subject }, { $set: { 'state.amountFen': 10_000_001 } });
      try {
        const { code, output } = await product.replay();
        expect(output).toContain(`${subject} at version`);
        expect(output).toContain('/amountFen');
        expect(code).toBe(1);
      } finally {
        await grants.updateOne({ _id: subject }, { $set: { 'state.amountFen': 10_000_000 } });
        await connection.close();
      }
    }, 120_000);

    it('names two log entries that were swapped', async () => {
      await entries(async (log) => {
        const [first, second] = [await log.findOne({ _id: 20 }), await log.findOne({ _id: 40 })];
        if (!first || !second) throw new Error('The log is shorter than 41 entries.');
        await log.deleteMany({ _id: { $in: [20, 40] } });
        await log.insertMany([
          { ...second, _id: 20 },
          { ...first, _id: 40 },
        ]);
        const { code, output } = await product.replay();
        await log.deleteMany({ _id: { $in: [20, 40] } });
        await log.insertMany([first, second]);
        expect(output).toContain('log entry 20');
        expect(code).toBe(1);
      });
    }, 120_000);

    it('names a log entry that was dropped', async () => {
      await entries(async (log) => {
        const dropped = await log.findOne({ _id: 30 });
        if (!dropped) throw new Error('The log is shorter than 31 entries.');
        await log.deleteOne({ _id: 30 });
        const { code, output } = await product.replay();
        await log.insertOne(dropped);
        expect(output).toContain('log entry 30 is missing');
        expect(code).toBe(1);
      });
    }, 120_000);

    it('names the last log entry when it was cut off', async () => {
      await entries(async (log) => {
        const [last] = await log.find().sort({ _id: -1 }).limit(1).toArray();
        if (!last) throw new Error('The log is empty.');
        await log.deleteOne({ _id: last._id });
        const { code, output } = await product.replay();
        await log.insertOne(last);
        expect(output).toContain(`log entry ${last._id} is missing`);
        expect(code).toBe(1);
      });
      expect((await product.replay()).code).toBe(0);
    }, 120_000);

    /** The bytes of an entry with another actor, as somebody would write them who can compute hashes. */
    const withOtherActor = (bytes: mongo.Binary): Buffer =>
      Buffer.from(
        Buffer.from(bytes.buffer)
          .toString()
          .replace(/"actor":"[^"]+"/, '"actor":"somebody-else"'),
      );

    /** An entry at the log's end, with the root that the tree has over it and all before it. */
    const atTheEnd = async (log: mongo.Collection<Entry>, entry: Entry, bytes: Buffer): Promise<Entry> => {
      const frontier = new MerkleFrontier();
      const before = await log
        .find({ _id: { $lt: entry._id } })
        .sort({ _id: 1 })
        .toArray();
      for (const { leaf } of before) frontier.append(leaf.buffer);
      const leaf = leafHash(bytes);
      frontier.append(leaf);
      const [binary, root] = [new mongo.Binary(bytes), new mongo.Binary(frontier.root())];
      return { ...entry, bytes: binary, leaf: new mongo.Binary(leaf), root };
    };

    const lastOf = async (log: mongo.Collection<Entry>): Promise<Entry> => {
      const [last] = await log.find().sort({ _id: -1 }).limit(1).toArray();
      if (!last) throw new Error('The log is empty.');
      return last;
    };

    it('names a last entry that was written anew with its hashes', async () => {
      await entries(async (log) => {
        const last = await lastOf(log);
        await log.replaceOne({ _id: last._id }, await atTheEnd(log, last, withOtherActor(last.bytes)));
        const { code, output } = await product.replay();
        await log.replaceOne({ _id: last._id }, last);
        expect(output).toContain(`the first ${last._id + 1} log entries give the root`);
        expect(code).toBe(1);
      });
    }, 120_000);

    it('names an entry that was put in behind the end with its hashes', async () => {
      await entries(async (log) => {
        const last = await lastOf(log);
        const forged = { ...last, _id: last._id + 1, key: `${last.key} again` };
        await log.insertOne(await atTheEnd(log, forged, Buffer.from(last.bytes.buffer)));
        const first = await product.replay();
        await log.deleteOne({ _id: forged._id });
        expect(first.output).toContain(`log entry ${forged._id}: its field key does not say`);
        expect(first.code).toBe(1);
      });
    }, 120_000);

    it('names an event whose bytes are others in the journal of its service, and a document that was set back', async () => {
      const connection = await mongoose.createConnection(product.mongoUrls.payments).asPromise();
      try {
        const [{ subject }] = (await subjectsOf('e01')).filter(({ state }) => state['fund'] === 'UNION_MUNI') as [
          Subject,
        ];
        const journal = connection.collection<{ _id: string; bytes: mongo.Binary }>('journal');
        const second = await journal.findOne({ _id: `${subject}/0000000002` });
        if (!second) throw new Error('The journal has not the second event of the grant.');
        await journal.updateOne(
          { _id: second._id },
          { $set: { bytes: new mongo.Binary(withOtherActor(second.bytes)) } },
        );
        const changed = await product.replay();
        await journal.updateOne({ _id: second._id }, { $set: { bytes: second.bytes } });
        expect(changed.output).toContain(`${subject}: event 2 has other bytes in the log than in the journal`);
        expect(changed.code).toBe(1);

        const grants = connection.collection<{ _id: string; version: number }>('grant');
        const version = (await grants.findOne({ _id: subject }))?.version ?? 0;
        await grants.updateOne({ _id: subject }, { $set: { version: version - 1 } });
        const setBack = await product.replay();
        await grants.updateOne({ _id: subject }, { $set: { version } });
        expect(setBack.output).toContain(`${subject}: the live document is at version ${version - 1}, behind`);
        expect(setBack.code).toBe(1);
      } finally {
        await connection.close();
      }
    }, 120_000);

    it('finds a head that was kept, names one that the log never had, and is content again', async () => {
      const { size, root } = LogHead.parse(await product.client.query('mu-audit-1', 'audits', '/head'));
      const kept = await product.replay(['--head', `${size}:${root}`]);
      expect(kept.output).toContain('Every case folds to its live state.');
      expect(kept.code).toBe(0);
      const { code, output } = await product.replay(['--head', `${size - 1}:${root}`]);
      expect(output).toContain(`not the remembered ${root}`);
      expect(code).toBe(1);
    }, 120_000);
  });

  describe('the API', () => {
    it.each([
      ['a command without its key', 'POST', '/api/applications/applications', {}, 400],
      ['a body that does not fit', 'POST', '/api/applications/applications', { 'idempotency-key': 'api-1' }, 400],
      [
        'a case that is not there',
        'GET',
        '/api/applications/applications/00000000-0000-4000-8000-000000000000',
        {},
        404,
      ],
      ['a role that may not', 'GET', '/api/audits/head', {}, 403],
      ['an awaited fact that never comes', 'GET', '/api/applications/tasks?after=application/none@9', {}, 503],
    ] as const)('refuses %s as its documents say', async (_what, method, path, headers, status) => {
      const init = {
        headers: { 'content-type': 'application/json', ...headers },
        ...(method === 'POST' && { body: '{}' }),
      };
      expect((await product.client.raw('gu-handler.e01', method, path, init)).status).toBe(status);
    });

    it.each([
      ['applications', '/applications', 'mu-reviewer-1', 403, 'G-FORBIDDEN'],
      ['approvals', '/reviews', 'mu-reviewer-1', 403, 'G-FORBIDDEN'],
      ['payments', '/budgets', 'gu-handler.e01', 403, 'G-FORBIDDEN'],
      ['pipelines', '/pipelines', 'gu-handler.e01', 403, 'G-FORBIDDEN'],
      ['workflows', '/cases/rebuild', 'gu-handler.e01', 403, 'G-FORBIDDEN'],
      ['applications', '/applications/:case/withdrawal', 'gu-chair.e01', 409, 'G-STATE'],
      ['approvals', '/reviews/:review/decision', 'du-leader-1.510104', 409, 'G-STATE'],
      ['payments', '/grants/:grant/order', 'mu-fin-maker-1', 409, 'G-STATE'],
      ['pipelines', '/pipelines', 'sys-admin-1', 400, 'G-MALFORMED'],
    ] as const)('is refused by %s POST %s as %s, and auditors find it (%i %s)', async (...refused) => {
      const [service, template, account, status, rule] = refused;
      const [work] = (await subjectsOf('e01')).filter(
        ({ subject, state }) => /^review\/[^/]+$/.test(subject) && state['kind'] === 'district-review',
      );
      const [grant] = (await subjectsOf('e01')).filter(({ subject }) => /^grant\/[^/]+$/.test(subject));
      const path = template
        .replace(':case', caseOf('e01'))
        .replace(':review', String(work?.subject.split('/')[1]))
        .replace(':grant', String(grant?.subject.split('/')[1]));
      const bodies: Readonly<Record<string, object>> = {
        withdrawal: { reasonText: '单位决定不再申请。' },
        decision: { outcome: 'pass' },
        order: { amountFen: 10_000_000, use: 'DEMO_SITE_SUBSIDY', method: 'TRANSFER', purpose: '示范点补助' },
      };
      const answer = await product.client.raw(account, 'POST', `/api/${service}${path}`, {
        headers: { 'content-type': 'application/json', 'idempotency-key': `refused/${service}/${status}` },
        body: JSON.stringify(bodies[path.split('/').at(-1) ?? ''] ?? {}),
      });
      const problem = (await answer.json()) as { rule: string };
      expect([answer.status, problem.rule]).toEqual([status, rule]);
      const found = async (): Promise<readonly unknown[]> => {
        const json = await product.client.query(
          'mu-audit-1',
          'audits',
          `/refusals?service=${service}&rule=${rule}&actor=${actorIdOf(account)}`,
        );
        return RefusalPage.parse(json).refusals.flatMap(({ refusals }) => refusals.map((one) => one.rule));
      };
      await eventually(async () => expect(await found()).toContain(rule));
    });

    it('has published nothing in this run that its document of facts does not declare', async () => {
      const events: State[] = [];
      for (let from = 0; ; from = events.length) {
        const json = await product.client.query('mu-audit-1', 'audits', `/entries?from=${from}&limit=1000`);
        const { entries } = LogPage.parse(json);
        events.push(...entries.flatMap(({ event }) => (event === null ? [] : [event])));
        if (entries.length < 1000) break;
      }
      expect(factFaults(events)).toEqual([]);
      expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(30);
    });

    it('has answered nothing in this run that its documents do not declare', () => {
      expect(product.answers.faults).toEqual([]);
      expect(product.answers.seen.size).toBeGreaterThan(30);
    });
  });
});
