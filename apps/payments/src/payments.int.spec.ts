import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listRoutes } from '#libs/access';
import { makeEvent } from '#libs/aggregate';
import { advanceOfficeClock } from '#libs/calendar';
import {
  fold,
  type Actor,
  type ApplicationEvent,
  type ApprovalEvent,
  type Payee,
  type Position,
  type RoleGrant,
} from '#libs/contracts';
import { grantDecider, type GrantEvent } from '#libs/domain';
import { KafkaPublisher, TopicsFile, createTopics } from '#libs/events';
import { startService, type StartedService } from '#libs/service';
import { StructuredLogger } from '#libs/telemetry';
import { ENGINES_START_MS, eventually, startLoopbackIssuer, useEngines, type LoopbackIssuer } from '#libs/testing';
import { PaymentsModule } from './payments.module.js';

const engines = useEngines('kafka', 'store');
const AMOUNT = 10_000_000;
const UNION = '81510104MATX010017';
const CITY = '5101';

const human = (id: string, ...roles: RoleGrant[]): Actor => ({ id, kind: 'human', roles });
const machine = (id: string, role: 'WORKER' | 'BANK'): Actor => ({ id, kind: 'machine', roles: [{ role }] });
const worker = machine('worker', 'WORKER');
const bank = machine('bank', 'BANK');
const maker = human('fin-maker', { role: 'MU_FIN_MAKER', unit: CITY });
const checker = human('fin-checker', { role: 'MU_FIN_CHECKER', unit: CITY });
const approver = human('fin-approver', { role: 'MU_FIN_APPROVER', unit: CITY });
const everyHand = human(
  'fin-everything',
  { role: 'MU_FIN_MAKER', unit: CITY },
  { role: 'MU_FIN_CHECKER', unit: CITY },
  { role: 'MU_FIN_APPROVER', unit: CITY },
);
const unionFinance = human('gu-finance', { role: 'GU_FINANCE', organisation: UNION });
const otherUnionFinance = human('gu-finance-other', { role: 'GU_FINANCE', organisation: '81510116MATX990011' });
const healthOfficer = human('mh-officer', { role: 'MH_OFFICER', unit: CITY });
const leader = human('mu-leader', { role: 'MU_LEADER', unit: CITY });
const auditor = human('auditor', { role: 'MU_AUDIT', unit: CITY });

const payee: Payee = {
  legalName: '成都市示例医院工会委员会',
  uscc: UNION,
  accountName: '成都市示例医院工会委员会',
  bankName: '示例银行成都分行',
  cnaps: '102651001012',
  accountNo: '4402012309000012345',
};

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly errors?: readonly { rule: string; pointer: string }[] };
  readonly headers: Headers;
}

/** A bank on loopback: takes orders by their key, and is away when told so. */
const startBank = async () => {
  const orders: { key: string; amountFen: number; payee: Record<string, string>; purpose: string }[] = [];
  const mode = { away: false };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (mode.away) return void request.socket.destroy();
      const order = JSON.parse(Buffer.concat(chunks).toString('utf8')) as (typeof orders)[number];
      orders.push(order);
      response.writeHead(202, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify({ key: order.key, reference: `B-${order.key}` }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    orders,
    mode,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** The journals of applications and approvals on loopback: what each subject has, as far as a test puts it there. */
const startJournals = async () => {
  const events = new Map<string, readonly Buffer[]>();
  const asked: string[] = [];
  const mode = { away: false };
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const subject = searchParams.get('subject') ?? '';
    const [from, to] = [Number(searchParams.get('from')), Number(searchParams.get('to'))];
    asked.push(`${request.headers.authorization ?? ''} ${subject} ${from}-${to}`);
    if (mode.away) return void response.writeHead(503).end();
    const found = (events.get(subject) ?? []).slice(from - 1, to);
    response.writeHead(200, { 'content-type': 'application/json' });
    return void response.end(JSON.stringify({ events: found.map((bytes) => bytes.toString('base64')) }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    asked,
    mode,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const folder = mkdtempSync(join(tmpdir(), 'nuanchao-payments-'));
const clockFile = join(folder, 'office-clock');
const logged: string[] = [];
let issuer: LoopbackIssuer;
let bankServer: Awaited<ReturnType<typeof startBank>>;
let journals: Awaited<ReturnType<typeof startJournals>>;
let service: StartedService;
let approvals: KafkaPublisher;
let applications: KafkaPublisher;

const start = async (): Promise<StartedService> => {
  const environment = {
    NODE_ENV: 'test' as const,
    LOG_LEVEL: 'info' as const,
    OFFICE_CLOCK_FILE: clockFile,
    PORT: 0,
    HOST: '127.0.0.1',
    OIDC_ISSUER: issuer.url,
    MONGODB_URL: engines().mongoUrls.payments,
    KAFKA_BROKERS: engines().kafkaBrokers.split(','),
    BANK_URL: bankServer.url,
    APPLICATIONS_URL: journals.url,
    APPROVALS_URL: journals.url,
    CLIENT_SECRET: 'test',
  };
  const started = await startService({
    title: 'Nuanchao payments',
    module: () => PaymentsModule.forRoot(environment),
    signals: false,
  });
  await started.ready;
  return started;
};

beforeAll(async () => {
  for (const method of ['info', 'warning', 'failure', 'log', 'warn', 'error'] as const) {
    jest.spyOn(StructuredLogger.prototype, method).mockImplementation((...said: unknown[]) => {
      // Before any redaction: what is never handed to the log needs none.
      logged.push(said.map((one) => (one instanceof Error ? String(one.stack) : JSON.stringify(one))).join(' '));
    });
  }
  advanceOfficeClock(clockFile, '2026-05-25T10:00:00+08:00');
  const topics = TopicsFile.parse(JSON.parse(readFileSync('infra/kafka/topics.json', 'utf8')));
  await createTopics(engines().kafkaBrokers.split(','), topics);
  issuer = await startLoopbackIssuer();
  bankServer = await startBank();
  journals = await startJournals();
  approvals = new KafkaPublisher({ brokers: engines().kafkaBrokers.split(','), service: 'approvals' });
  applications = new KafkaPublisher({ brokers: engines().kafkaBrokers.split(','), service: 'applications' });
  service = await start();
  engines.atEnd(() => service.stop());
}, ENGINES_START_MS);

afterAll(async () => {
  await Promise.all([approvals.disconnect(), applications.disconnect()]);
  await Promise.all([bankServer.stop(), journals.stop()]);
  await issuer.stop();
  rmSync(folder, { recursive: true, force: true });
});

const request = async (actor: Actor, path: string, init: RequestInit = {}): Promise<Answer> => {
  const token = await issuer.tokenFor(actor);
  const response = await fetch(`${service.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string> | undefined) },
  });
  return { status: response.status, body: (await response.json()) as Answer['body'], headers: response.headers };
};
const get = (actor: Actor, path: string): Promise<Answer> => request(actor, path);
const post = (
  actor: Actor,
  path: string,
  body: unknown,
  { key = randomUUID(), headers = {} }: { key?: string; headers?: Record<string, string> } = {},
): Promise<Answer> =>
  request(actor, path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
  });
const rules = (answer: Answer): readonly string[] => answer.body.errors?.map((error) => error.rule) ?? [];
const positionOf = (answer: Answer): Position => answer.body['position'] as Position;

const bytesOf = (
  caseId: string,
  subject: string,
  facts: readonly (ApprovalEvent | ApplicationEvent)[],
  from = 1,
): readonly Buffer[] => {
  const service = subject.startsWith('application/') ? 'applications' : 'approvals';
  const origin = { service, subject, caseId, actor: { id: 'somebody', kind: 'human' } } as const;
  return facts.map(
    (fact, index) => makeEvent(fact, from + index, { ...origin, officetime: '2026-05-22T10:00:00+08:00' }).bytes,
  );
};
const publish = async (
  caseId: string,
  subject: string,
  facts: readonly (ApprovalEvent | ApplicationEvent)[],
  from = 1,
): Promise<Position> => {
  const owner = subject.startsWith('application/') ? applications : approvals;
  await owner.publish(bytesOf(caseId, subject, facts, from).map((bytes) => ({ caseId, bytes })));
  return { subject, sequence: from + facts.length - 1 };
};

const hash = (digit: string): string => digit.repeat(64);
const listing = {
  caseNo: 'TY-2026-0001',
  employerName: '成都市示例医院',
  employerUscc: '12510100MATX010010',
  unionUscc: UNION,
  managingUnit: '510104',
  siteUnit: '510104',
  mode: 'SELF',
  requestedUnionFen: AMOUNT,
};
const planFacts = {
  employerName: listing.employerName,
  employerUscc: listing.employerUscc,
  employerNature: 'PUBLIC_INST' as const,
  unionName: payee.legalName,
  unionUscc: UNION,
  managingUnit: '510104',
  siteUnit: '510104',
  siteAddress: '示例路1号',
  institutionName: '成都市示例医院托育中心',
  institutionUscc: '12510100MATX010010',
  mode: 'SELF' as const,
  classes: [],
  places: 44,
  filing: { no: 'B1', receiptDate: '2026-03-20', filedName: '甲', filedAddress: '乙', filedPlaces: 44 },
  supplierUsccs: [],
  attachments: [],
  requestedUnionFen: AMOUNT,
  requestedHealthFen: 5_000_000,
};
const due = {
  startedOn: '2026-05-22',
  workingDays: 15,
  dueOn: '2026-06-12',
  calendarVersion: '2026.1',
  provisional: false,
  zh: '',
  en: '',
};

/** Years a budget may have, up to the one that a test keeps without any. Each test takes the next. */
const YEARS = { next: 2000, without: 2100 };
const openBudget = async (amountFen = AMOUNT, fund = 'UNION_MUNI'): Promise<string> => {
  while (YEARS.next < YEARS.without) {
    const answer = await post(approver, '/budgets', { year: YEARS.next++, fund, amountFen });
    if (answer.status === 201) return String(answer.body['id']);
  }
  throw new Error('These tests have used up the years that a budget may have.');
};

/** Publishes the facts of a case as approvals would, and reserves; then the body of a grant that rests on them. */
const publishedCase = async (wish: { fund?: 'UNION_MUNI' | 'FISCAL_HEALTH'; payee?: Payee } = {}) => {
  const { fund = 'UNION_MUNI' } = wish;
  const caseId = randomUUID();
  const id = randomUUID();
  const opened = { caseId, planHash: hash('1'), listing, priorActs: [], openedOn: '2026-05-08' };
  const [resolution, filing, notice] = await Promise.all([
    publish(caseId, `meeting/${id}`, [adopted]),
    publish(caseId, `filing/${id}`, [receipted]),
    publish(caseId, `notice/${id}`, [
      {
        type: 'notice.opened',
        data: { ...opened, facts: planFacts, period: due, unionGrantFen: AMOUNT, healthGrantFen: 5_000_000 },
      },
      { type: 'notice.passed', data: { endedOn: '2026-05-15' } },
    ]),
  ]);
  const designation = await publish(caseId, `site/${id}`, [designated(caseId, id)]);
  const amountFen = fund === 'UNION_MUNI' ? AMOUNT : 5_000_000;
  const budget = await openBudget(amountFen, fund);
  const reserved = await post(worker, `/budgets/${budget}/reservations`, { grant: `${caseId}.${fund}`, amountFen });
  expect(reserved.status).toBe(200);
  const evidence = {
    planHash: hash('1'),
    resolutionHash: hash('2'),
    resolution,
    filing,
    notice,
    designation,
    reservation: positionOf(reserved),
    documentNo: '成工办发〔2026〕12号',
  };
  const paid = fund === 'UNION_MUNI' ? (wish.payee ?? payee) : null;
  const body = {
    caseId,
    site: `site/${id}`,
    fund,
    amountFen,
    payee: paid,
    evidence,
    listing,
    priorActs: [{ level: 'municipal', duty: 'joint-review-union', actor: 'mu-leader' }],
    due,
  };
  return { caseId, budget, body };
};

const adopted: ApprovalEvent = {
  type: 'meeting.adopted',
  data: {
    planHash: hash('1'),
    resolutionNo: '2026-01',
    resolutionHash: hash('2'),
    minutesHash: hash('3'),
    signInHash: hash('4'),
    decidedOn: '2026-02-20',
    decidedBy: 'chair',
    count: { total: 9, present: 7, recused: 0, yes: 7, no: 0, abstain: 0 },
  },
};
const receipted: ApprovalEvent = {
  type: 'filing.receipted',
  data: {
    filingNo: 'B1',
    receiptDate: '2026-03-20',
    filedName: '甲',
    filedAddress: '乙',
    filedPlaces: 44,
    receiptHash: null,
    recordedBy: 'officer',
    recordedOn: '2026-03-20',
  },
};
const designated = (caseId: string, id: string): ApprovalEvent => ({
  type: 'site.designated',
  data: {
    caseId,
    listing,
    facts: planFacts,
    documentNo: '成工办发〔2026〕12号',
    designatedOn: '2026-05-22',
    validTo: '2029-05-21',
    resolutionHash: hash('2'),
    planHash: hash('1'),
    filingSubject: `filing/${id}`,
    noticeSubject: `notice/${id}`,
    decision: { subject: `review/${id}`, sequence: 4 },
  },
});

const plannedGrant = async (wish: Parameters<typeof publishedCase>[0] = {}) => {
  const made = await publishedCase(wish);
  const answer = await post(worker, '/grants', made.body);
  expect({ status: answer.status, rules: rules(answer) }).toEqual({ status: 201, rules: [] });
  return { ...made, id: String(answer.body['id']) };
};
const order = { amountFen: AMOUNT, use: 'DEMO_SITE_SUBSIDY', method: 'TRANSFER', purpose: '市级爱心托育示范点补助' };
const accepted = async (answer: Promise<Answer>): Promise<Answer> => {
  const { status, body } = await answer;
  expect({ status, body }).toMatchObject({ status: 200 });
  return answer;
};
const approved = async (id: string): Promise<void> => {
  await accepted(post(maker, `/grants/${id}/order`, order));
  await accepted(post(checker, `/grants/${id}/check`, {}));
  await accepted(post(approver, `/grants/${id}/approval`, { amountFen: AMOUNT }));
};
const report = (id: string, over: Record<string, unknown> = {}, attempt = 1): Promise<Answer> =>
  post(bank, `/grants/by-key/${id}.${attempt}/bank-result`, {
    status: 'settled',
    reference: `B-${id}.${attempt}`,
    amountFen: AMOUNT,
    ...over,
  });
const statusOf = async (id: string): Promise<unknown> =>
  ((await get(worker, `/grants/${id}`)).body['state'] as { status: string }).status;
const journal = async (subject: string): Promise<readonly GrantEvent[]> => {
  const { body } = await get(worker, `/journal?subject=${encodeURIComponent(subject)}&from=1&to=100`);
  return (body['events'] as string[]).map(
    (event) => JSON.parse(Buffer.from(event, 'base64').toString('utf8')) as GrantEvent,
  );
};
const eventTypes = async (subject: string): Promise<readonly string[]> =>
  (await journal(subject)).map((event) => event.type);

describe('planning a grant', () => {
  it('waits for the facts and plans when payments has seen them itself', async () => {
    const { id, body, caseId } = await plannedGrant();
    const view = await get(maker, `/grants/${id}`);
    expect(view.body).toMatchObject({
      id,
      position: { subject: `grant/${id}`, sequence: 1 },
      state: { status: 'PLANNED', caseId, amountFen: AMOUNT, attempts: [{ paymentKey: `${id}.1` }] },
    });
    expect(JSON.stringify(view.body['state'])).not.toContain(payee.accountNo);
    expect(body.evidence.reservation.sequence).toBe(2);
  });

  it('answers 503 G-NOT-YET while a named fact has not arrived, and plans once it has', async () => {
    const { body } = await publishedCase();
    const late = `filing/${randomUUID()}`;
    const waiting = { ...body, evidence: { ...body.evidence, filing: { subject: late, sequence: 1 } } };
    const key = randomUUID();
    const early = await post(worker, '/grants', waiting, { key });
    expect({ status: early.status, rules: rules(early) }).toEqual({ status: 503, rules: ['G-NOT-YET'] });
    await publish(body.caseId, late, [receipted]);
    const answer = await post(worker, '/grants', waiting, { key });
    expect(answer.status).toBe(201);
  }, 20_000);

  it('takes the resolution as the application has recorded it, too', async () => {
    const { body, caseId } = await publishedCase();
    const recorded: ApplicationEvent = {
      type: 'application.resolution-recorded',
      data: {
        planHash: hash('1'),
        resolutionHash: hash('2'),
        resolutionNo: '2026-01',
        decidedOn: '2026-02-20',
        decision: body.evidence.resolution,
      },
    };
    const resolution = await publish(caseId, `application/${caseId}`, [recorded]);
    const answer = await post(worker, '/grants', { ...body, evidence: { ...body.evidence, resolution } });
    expect(answer.status).toBe(201);
  });

  it('takes a resolution over the corrected version that the application carries on with it, and over no other', async () => {
    const { body, caseId } = await publishedCase();
    const [id, planHash] = [randomUUID(), hash('8')];
    const site = designated(caseId, id);
    const corrected = { ...site, data: { ...site.data, planHash } } as ApprovalEvent;
    const designation = await publish(caseId, `site/${id}`, [corrected]);
    const wish = { ...body, site: `site/${id}`, evidence: { ...body.evidence, planHash, designation } };
    expect(rules(await post(worker, '/grants', wish))).toEqual(['R-COM-08']);
    const resubmitted: ApplicationEvent = {
      type: 'application.resubmitted',
      data: {
        returnsTo: 'SUBMITTED',
        reopens: ['formal-check'],
        planHash,
        resolutionHash: hash('2'),
        resolutionPlanHash: hash('1'),
        changedItems: ['A05'],
        round: 1,
        resubmittedOn: '2026-03-10',
        resubmittedBy: 'chair',
      },
    };
    await publish(caseId, `application/${caseId}`, [resubmitted]);
    await eventually(async () => expect((await post(worker, '/grants', wish)).status).toBe(201));
  });

  it('refuses evidence that does not agree with what was seen', async () => {
    const { body } = await publishedCase();
    const other = await publishedCase();
    const refusedFor = async (change: Record<string, unknown>): Promise<readonly string[]> => {
      const answer = await post(worker, '/grants', { ...body, evidence: { ...body.evidence, ...change } });
      expect(answer.status).toBe(422);
      return rules(answer);
    };
    expect(await refusedFor({ resolutionHash: hash('9') })).toEqual(['R-COM-08', 'R-FUND-01']);
    expect(await refusedFor({ planHash: hash('9') })).toEqual(['R-COM-08', 'R-FUND-01']);
    expect(await refusedFor({ filing: other.body.evidence.filing })).toEqual(['R-FILE-03']);
    expect(await refusedFor({ notice: other.body.evidence.notice })).toEqual(['R-PAY-06']);
    expect(await refusedFor({ designation: other.body.evidence.designation })).toEqual(['R-FUND-01']);
    expect(await refusedFor({ documentNo: 'x' })).toEqual(['R-FUND-01']);
    expect(await refusedFor({ reservation: { ...body.evidence.reservation, sequence: 1 } })).toEqual(['R-FUND-02']);
    expect(rules(await post(worker, '/grants', { ...body, amountFen: AMOUNT - 1 }))).toEqual(['R-FUND-02', 'R-PAY-09']);
  });

  it('refuses while an objection is open, and after it was upheld', async () => {
    const { body, caseId } = await publishedCase();
    const { subject } = body.evidence.notice;
    const lodged = { objection: 1, documentHash: hash('5'), lodgedOn: '2026-05-14' };
    const notice = await publish(caseId, subject, [{ type: 'notice.objection-lodged', data: lodged }], 3);
    const withNotice = (position: Position) => ({ ...body, evidence: { ...body.evidence, notice: position } });
    expect(rules(await post(worker, '/grants', withNotice(notice)))).toEqual(['R-PAY-06']);
    const resolved = { objection: 1, findingHash: hash('6'), resolvedBy: 'mu-leader', resolvedOn: '2026-05-18' };
    const upheld = await publish(
      caseId,
      subject,
      [{ type: 'notice.objection-resolved', data: { ...resolved, outcome: 'upheld' } }],
      4,
    );
    expect(rules(await post(worker, '/grants', withNotice(upheld)))).toEqual(['R-PAY-06']);
  });

  it('plans when the objection was set aside as a lead', async () => {
    const { body, caseId } = await publishedCase();
    const { subject } = body.evidence.notice;
    const examiner = { role: 'MU_REVIEWER', actor: 'mu-reviewer', level: 'municipal', duty: 'objection-examination' };
    const notice = await publish(
      caseId,
      subject,
      [
        { type: 'notice.objection-lodged', data: { objection: 1, documentHash: hash('5'), lodgedOn: '2026-05-14' } },
        {
          type: 'notice.objection-set-aside',
          data: { objection: 1, reasonCode: 'OTHER', reasonHash: hash('6'), examiner, setAsideOn: '2026-05-14' },
        },
      ],
      3,
    );
    const answer = await post(worker, '/grants', { ...body, evidence: { ...body.evidence, notice } });
    expect({ status: answer.status, rules: rules(answer) }).toEqual({ status: 201, rules: [] });
  });

  it('lets a reservation carry one grant, and a site have one grant of a fund', async () => {
    const { body, id } = await plannedGrant();
    const again = await post(worker, '/grants', body);
    expect({ status: again.status, rules: rules(again) }).toEqual({ status: 422, rules: ['R-FUND-02'] });
    const budget = await openBudget();
    const second = await post(worker, `/budgets/${budget}/reservations`, { grant: 'second', amountFen: AMOUNT });
    const twice = { ...body, evidence: { ...body.evidence, reservation: positionOf(second) } };
    expect(rules(await post(worker, '/grants', twice))).toEqual(['R-PAY-08']);
    expect(await statusOf(id)).toBe('PLANNED');
  });

  it("fetches what Kafka did not bring from the owner's journal, with its own token, and waits while that is away", async () => {
    const { body, caseId } = await publishedCase();
    const { subject } = body.evidence.notice;
    const lodged: ApprovalEvent = {
      type: 'notice.objection-lodged',
      data: { objection: 1, documentHash: hash('5'), lodgedOn: '2026-05-14' },
    };
    const dismissed: ApprovalEvent = {
      type: 'notice.objection-resolved',
      data: {
        objection: 1,
        findingHash: hash('6'),
        outcome: 'dismissed',
        resolvedBy: 'mu-leader',
        resolvedOn: '2026-05-18',
      },
    };
    const again: ApprovalEvent = { type: 'notice.objection-lodged', data: { ...lodged.data, objection: 2 } };
    const [first, second, third] = bytesOf(caseId, subject, [lodged, dismissed, again], 3);
    if (first === undefined || second === undefined || third === undefined) throw new Error('there are three events');
    journals.mode.away = true;
    await approvals.publish([{ caseId, bytes: third }]);
    const notice = { subject, sequence: 5 };
    // Whether the owner knows the event behind the gap is asked first, then what is missing before it.
    await eventually(() => expect(journals.asked).toContain(`Bearer machine ${subject} 5-5`), { timeoutMs: 10_000 });
    journals.events.set(subject, [first, first, first, second, third]);
    journals.mode.away = false;
    const named = { ...body, evidence: { ...body.evidence, notice } };
    // Until then the fact behind the gap has not been taken either.
    const refused = await eventually(
      async () => {
        const answer = await post(worker, '/grants', named);
        expect(answer.status).toBe(422);
        return answer;
      },
      { timeoutMs: 30_000 },
    );
    expect(rules(refused)).toEqual(['R-PAY-06']);
    const settled: ApprovalEvent = { ...dismissed, data: { ...dismissed.data, objection: 2 } };
    const after = await publish(caseId, subject, [settled], 6);
    const answer = await post(worker, '/grants', { ...body, evidence: { ...body.evidence, notice: after } });
    // Both objections are dismissed: without the fetched events the first one would not be known at all.
    expect({ status: answer.status, rules: rules(answer) }).toEqual({ status: 201, rules: [] });
    expect(logged.some((line) => line.includes('events are missing'))).toBe(true);
  }, 60_000);

  it('answers a repeated key with the first answer and another body under it with 409', async () => {
    const { body } = await publishedCase();
    const key = randomUUID();
    const first = await post(worker, '/grants', body, { key });
    const repeat = await post(worker, '/grants', body, { key });
    expect(repeat.body).toEqual({ ...first.body, repeated: true });
    expect(repeat.headers.get('idempotency-repeat')).toBe('true');
    const other = await post(worker, '/grants', { ...body, site: body.site.slice(5) }, { key });
    expect({ status: other.status, rules: rules(other) }).toEqual({ status: 409, rules: ['G-KEY-REUSED'] });
  });
});

describe('a union grant', () => {
  it('is made, checked, approved, sent and paid; the inbox follows, and the budget books it', async () => {
    const { id, budget, caseId } = await plannedGrant();
    const inbox = async (actor: Actor, answer?: Answer): Promise<readonly unknown[]> => {
      const after = answer === undefined ? `grant/${id}@1` : `grant/${id}@${positionOf(answer).sequence}`;
      const { body } = await get(actor, `/tasks?caseId=${caseId}&after=${encodeURIComponent(after)}`);
      return (body['tasks'] as { action: string }[]).map((task) => task.action);
    };
    expect(await inbox(maker)).toEqual(['order']);
    const made = await accepted(post(maker, `/grants/${id}/order`, order));
    expect(await inbox(maker, made)).toEqual([]);
    expect(await inbox(checker, made)).toEqual(['check']);
    const checked = await accepted(post(checker, `/grants/${id}/check`, {}));
    expect(await inbox(approver, checked)).toEqual(['approval']);
    const approval = await accepted(post(approver, `/grants/${id}/approval`, { amountFen: AMOUNT }));
    expect(await inbox(auditor, approval)).toEqual([]);
    await accepted(post(worker, `/grants/${id}/instruction`, {}));
    expect(bankServer.orders.filter((sent) => sent.key === `${id}.1`)).toEqual([
      {
        key: `${id}.1`,
        amountFen: AMOUNT,
        payee: { accountName: payee.accountName, cnaps: payee.cnaps, accountNo: payee.accountNo },
        purpose: order.purpose,
      },
    ]);
    const settlement = {
      grant: `${caseId}.UNION_MUNI`,
      outcome: 'paid',
      decision: { subject: `grant/${id}`, sequence: 6 },
    };
    expect(rules(await post(worker, `/budgets/${budget}/settlements`, settlement))).toEqual(['G-STATE']);
    const paid = await accepted(report(id));
    expect(await statusOf(id)).toBe('PAID');
    expect(positionOf(paid)).toEqual({ subject: `grant/${id}`, sequence: 6 });
    await accepted(post(worker, `/budgets/${budget}/settlements`, settlement));
    expect((await get(auditor, `/budgets/${budget}`)).body).toMatchObject({
      state: { amountFen: AMOUNT, leftFen: 0, reservedFen: 0, paidFen: AMOUNT },
    });
  });

  it('shows in the overview of its year as granted, then as paid, and in the list behind each number', async () => {
    const { id, budget, caseId } = await plannedGrant();
    const year = Number(budget.slice(0, 4));
    const seen = async (path: string, sequence: number): Promise<Answer> =>
      get(leader, `${path}year=${year}&after=${encodeURIComponent(`grant/${id}@${sequence}`)}`);
    const unit = { fund: 'UNION_MUNI', managingUnit: listing.managingUnit, grantedCount: 1, grantedFen: AMOUNT };
    expect((await seen('/overview?', 1)).body).toMatchObject({
      year,
      budgets: [{ fund: 'UNION_MUNI', amountFen: AMOUNT, leftFen: 0, reservedFen: AMOUNT, paidFen: 0 }],
      grants: [{ ...unit, paidCount: 0, paidFen: 0 }],
    });
    expect((await seen('/grants?sum=paid&', 1)).body).toEqual({ items: [], next: null });
    await approved(id);
    await accepted(post(worker, `/grants/${id}/instruction`, {}));
    const paid = positionOf(await accepted(report(id))).sequence;
    const now = (await seen('/overview?', paid)).body;
    expect(now).toMatchObject({ grants: [{ ...unit, paidCount: 1, paidFen: AMOUNT }] });
    const row = { id, caseId, caseNo: listing.caseNo, status: 'PAID', amountFen: AMOUNT, paidFen: AMOUNT, year };
    expect((await seen('/grants?sum=paid&', paid)).body).toMatchObject({ items: [row], next: null });
    expect((await seen('/grants?managingUnit=510112&', paid)).body).toEqual({ items: [], next: null });
    expect((await get(maker, '/overview')).body).toMatchObject({ year: 2026 });
    for (const stranger of [unionFinance, worker, bank]) {
      expect((await get(stranger, '/grants')).status).toBe(403);
      expect((await get(stranger, '/overview')).status).toBe(403);
    }
  });

  it('is paid once when the bank reports three times (R-PAY-08)', async () => {
    const { id } = await plannedGrant();
    await approved(id);
    await accepted(post(worker, `/grants/${id}/instruction`, {}));
    const answers = await Promise.all([report(id), report(id), report(id)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    await accepted(report(id));
    const types = await eventually(async () => {
      const found = await eventTypes(`grant/${id}`);
      expect(found).toContain('grant.paid');
      return found;
    });
    expect(types.filter((type) => type === 'grant.paid')).toHaveLength(1);
    expect(types).toHaveLength(6);
    const contrary = await report(id, { status: 'returned' });
    expect({ status: contrary.status, rules: rules(contrary) }).toEqual({ status: 422, rules: ['R-PAY-08'] });
    expect(rules(await report(id, { amountFen: 1 }))).toEqual(['R-PAY-09']);
  });

  it("does not take one bank reference for two grants' payments", async () => {
    const [one, two] = [await plannedGrant(), await plannedGrant()];
    for (const { id } of [one, two]) {
      await approved(id);
      await accepted(post(worker, `/grants/${id}/instruction`, {}));
    }
    await accepted(report(one.id, { reference: `shared-${one.id}` }));
    expect(rules(await report(two.id, { reference: `shared-${one.id}` }))).toEqual(['R-PAY-08']);
    expect(await statusOf(two.id)).toBe('INSTRUCTED');
  });

  it('ends paid although the service died between saving and sending', async () => {
    const { id } = await plannedGrant();
    await approved(id);
    const key = randomUUID();
    bankServer.mode.away = true;
    const broken = await post(worker, `/grants/${id}/instruction`, {}, { key });
    expect({ status: broken.status, rules: rules(broken) }).toEqual({ status: 503, rules: ['G-UNAVAILABLE'] });
    expect(broken.headers.get('retry-after')).toBe('5');
    expect(await statusOf(id)).toBe('INSTRUCTED');
    await service.stop();
    service = await start();
    bankServer.mode.away = false;
    const repeat = await accepted(post(worker, `/grants/${id}/instruction`, {}, { key }));
    expect(repeat.body['repeated']).toBe(true);
    await accepted(post(worker, `/grants/${id}/instruction`, {}));
    const sent = bankServer.orders.filter((one) => one.key === `${id}.1`);
    expect(sent).toHaveLength(2);
    expect(new Set(sent.map((one) => JSON.stringify(one))).size).toBe(1);
    await accepted(report(id));
    await accepted(post(worker, `/grants/${id}/instruction`, {}, { key }));
    expect(bankServer.orders.filter((one) => one.key === `${id}.1`)).toHaveLength(2);
    const types = await eventTypes(`grant/${id}`);
    expect(types.filter((type) => type === 'grant.instructed')).toHaveLength(1);
    expect(await statusOf(id)).toBe('PAID');
  }, 60_000);

  it('needs three people who had no part in the case', async () => {
    const { id } = await plannedGrant();
    const reviewer: Actor = { ...everyHand, id: 'mu-leader' };
    expect(rules(await post(reviewer, `/grants/${id}/order`, order))).toEqual(['R-PROC-04']);
    await accepted(post(everyHand, `/grants/${id}/order`, order));
    const own = await post(everyHand, `/grants/${id}/check`, {});
    expect({ status: own.status, rules: rules(own) }).toEqual({ status: 403, rules: ['R-PAY-05'] });
    await accepted(post(checker, `/grants/${id}/check`, {}));
    const approval = { amountFen: AMOUNT };
    expect(rules(await post(everyHand, `/grants/${id}/approval`, approval))).toEqual(['R-PAY-05']);
    const checkersOwn: Actor = { ...everyHand, id: checker.id };
    expect(rules(await post(checkersOwn, `/grants/${id}/approval`, approval))).toEqual(['R-PAY-05']);
    await accepted(post(approver, `/grants/${id}/approval`, approval));
  });

  it('is not made for a personal card (R-PAY-04), and only the checker overrides a CNAPS check digit (R-PAY-02)', async () => {
    const card = await plannedGrant({ payee: { ...payee, accountNo: '6222024402000001234' } });
    const refused = await post(maker, `/grants/${card.id}/order`, order);
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ rule: 'R-PAY-04', pointer: '/payee/accountNo' }] },
    });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');

    const { id } = await plannedGrant({ payee: { ...payee, cnaps: '102651001021' } });
    const made = await accepted(post(maker, `/grants/${id}/order`, order));
    expect(made.body).toMatchObject({ notes: [{ rule: 'R-PAY-02', pointer: '/payee/cnaps' }] });
    const unchecked = await post(checker, `/grants/${id}/check`, {});
    expect(unchecked).toMatchObject({ status: 422, body: { errors: [{ rule: 'R-PAY-02', pointer: '/payee/cnaps' }] } });
    await accepted(post(checker, `/grants/${id}/check`, { overrideCnaps: '已电话核实联行号，确认无误可以支付' }));
    expect(await statusOf(id)).toBe('CHECKED');
  });

  it('is made for the approved use (R-FUND-04), and settled by a transfer (R-FUND-05)', async () => {
    const { id } = await plannedGrant();
    const path = `/grants/${id}/order`;
    const other = await post(maker, path, { ...order, use: 'OTHER' });
    expect(other).toMatchObject({ status: 422, body: { errors: [{ rule: 'R-FUND-04', pointer: '/use' }] } });
    for (const method of ['CASH', 'PREPAID_CARD']) {
      const refused = await post(maker, path, { ...order, method });
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ rule: 'R-FUND-05', pointer: '/method' }] } });
    }
    const { use: _use, ...useless } = order;
    const unsaid = await post(maker, path, useless);
    expect(unsaid).toMatchObject({ status: 400, body: { errors: [{ rule: 'G-MALFORMED', pointer: '/use' }] } });
    await accepted(post(maker, path, order));
    const made = await eventually(async () => {
      const found = (await journal(`grant/${id}`)).find((event) => event.type === 'grant.made');
      if (found === undefined) throw new Error('not in the journal yet');
      return found;
    });
    expect(made.data).toMatchObject({ use: 'DEMO_SITE_SUBSIDY', method: 'TRANSFER' });
  });

  it('goes back to the maker with a reason (R-PROC-06)', async () => {
    const { id } = await plannedGrant();
    await accepted(post(maker, `/grants/${id}/order`, order));
    expect(rules(await post(checker, `/grants/${id}/return`, { reasonText: '太短' }))).toEqual([
      'R-PROC-06',
      'R-PROC-06',
    ]);
    const reason = { reasonCode: 'DATA_MISMATCH', reasonText: '收款账户与证明材料不一致，请核对' };
    await accepted(post(checker, `/grants/${id}/return`, reason));
    expect(await statusOf(id)).toBe('PLANNED');
  });

  it('is not sent when an objection turns up after approval (R-PAY-06)', async () => {
    const { id, body, caseId } = await plannedGrant();
    await approved(id);
    const { subject } = body.evidence.notice;
    const data = { objection: 1, documentHash: hash('5'), lodgedOn: '2026-05-25' };
    const lodged = await publish(caseId, subject, [{ type: 'notice.objection-lodged', data }], 3);
    await get(worker, `/tasks?after=${encodeURIComponent(`${subject}@${lodged.sequence}`)}`);
    expect(rules(await post(worker, `/grants/${id}/instruction`, {}))).toEqual(['R-PAY-06']);
    expect(bankServer.orders.some((sent) => sent.key === `${id}.1`)).toBe(false);
  });
});

describe('the use of a paid grant', () => {
  const handler = human('gu-handler', { role: 'GU_HANDLER', organisation: UNION });
  const foreignHandler = human('gu-handler-other', { role: 'GU_HANDLER', organisation: '81510116MATX990011' });
  const chair = human('gu-chair', { role: 'GU_CHAIR', organisation: UNION });
  const unionAudit = human('gu-audit', { role: 'GU_AUDIT', organisation: UNION });
  const leader = human('mu-leader-2', { role: 'MU_LEADER', unit: CITY });
  const SPENT = 9_500_000;
  const invoices = { next: 1 };
  const expense = (over: object = {}) => ({
    line: 'EX-01',
    amountFen: SPENT,
    payee: { kind: 'ORGANISATION', name: '成都示例玩具有限公司', uscc: null },
    invoiceNo: String(invoices.next++).padStart(20, '0'),
    method: 'TRANSFER',
    purpose: '购置婴幼儿活动区玩教具',
    ...over,
  });
  const paidGrant = async (): Promise<{ id: string; caseId: string; path: string }> => {
    const { id, caseId } = await plannedGrant();
    await approved(id);
    await accepted(post(worker, `/grants/${id}/instruction`, {}));
    await accepted(report(id));
    return { id, caseId, path: `/grants/${id}` };
  };
  const refusedBy = async (answer: Promise<Answer>): Promise<unknown> => {
    const got = await answer;
    return [got.status, ...rules(got)];
  };
  const actionsOf = async (actor: Actor, caseId: string, answer: Answer): Promise<readonly string[]> => {
    const { subject, sequence } = positionOf(answer);
    const { body } = await get(actor, `/tasks?caseId=${caseId}&after=${encodeURIComponent(`${subject}@${sequence}`)}`);
    return (body['tasks'] as { action: string }[]).map(({ action }) => action);
  };

  it('is registered and settled by two, reported by two, audited, returned to the last fen and closed', async () => {
    const { id, caseId, path } = await paidGrant();
    const registered = await accepted(post(handler, `${path}/expenses`, expense()));
    expect(await statusOf(id)).toBe('IN_USE');
    expect(await actionsOf(unionFinance, caseId, registered)).toEqual(['expense-settlements']);
    const settle = { expense: 1, outcome: 'paid', reference: 'T-1', paidOn: '2026-05-25' };
    const settled = await accepted(post(unionFinance, `${path}/expense-settlements`, settle));
    expect(await actionsOf(unionFinance, caseId, settled)).toEqual([]);
    const summary = '开办托大班一个，托收幼儿二十名，玩教具全部到位。';
    const indicators = [{ name: '托位数', target: '20', actual: '20' }];
    const signed = await accepted(post(chair, `${path}/report`, { summary, indicators }));
    expect(await actionsOf(unionAudit, caseId, signed)).toEqual(['report-signature']);
    const reportHash = (await journal(`grant/${id}`)).flatMap(({ type, data }) =>
      type === 'grant.report-signed' ? [data.reportHash] : [],
    )[0];
    const countersigned = await accepted(post(unionAudit, `${path}/report-signature`, { reportHash }));
    expect(await actionsOf(auditor, caseId, countersigned)).toEqual(['audit']);
    await accepted(post(auditor, `${path}/audit`, { opinion: '专款专用，账实相符，未发现问题。' }));
    expect(await refusedBy(post(leader, `${path}/closing`, {}))).toEqual([422, 'R-FUND-14']);
    const receipt = { amountFen: AMOUNT - SPENT, reference: 'R-1', receivedOn: '2026-05-25' };
    const returned = await accepted(post(maker, `${path}/receipts`, receipt));
    expect(await actionsOf(leader, caseId, returned)).toEqual(['closing']);
    await accepted(post(leader, `${path}/closing`, {}));
    expect(await statusOf(id)).toBe('CLOSED');
    expect(await eventTypes(`grant/${id}`)).toEqual(
      expect.arrayContaining(['grant.use-begun', 'grant.reported', 'grant.audited', 'grant.closed']),
    );
  });

  it('pays an invoice once in the whole city (R-EXP-02), and 20 at once too', async () => {
    const [first, second] = [await paidGrant(), await paidGrant()];
    const one = expense({ amountFen: 100 });
    await accepted(post(handler, `${first.path}/expenses`, one));
    expect(await refusedBy(post(handler, `${first.path}/expenses`, one))).toEqual([422, 'R-EXP-02']);
    expect(await refusedBy(post(handler, `${second.path}/expenses`, one))).toEqual([422, 'R-EXP-02']);
    const raced = expense({ amountFen: 100 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => post(handler, `${[first, second][n % 2]?.path}/expenses`, raced)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(19);
  });

  it('gives an invoice back with the expense that is dropped, for another grant to pay', async () => {
    const [first, second] = [await paidGrant(), await paidGrant()];
    const one = expense({ amountFen: 100 });
    await accepted(post(handler, `${first.path}/expenses`, one));
    const drop = { expense: 1, outcome: 'dropped', reasonCode: 'OTHER', reasonText: '发票开错单位，由另一项目列支。' };
    await accepted(post(unionFinance, `${first.path}/expense-settlements`, drop));
    await eventually(async () => {
      expect(await refusedBy(post(handler, `${second.path}/expenses`, one))).toEqual([200]);
    });
    expect(await refusedBy(post(handler, `${first.path}/expenses`, one))).toEqual([422, 'R-EXP-02']);
  });

  it('is refused what it is not for: a forbidden line, cash, staff, more than there is', async () => {
    const { path } = await paidGrant();
    const tried = async (over: object) => refusedBy(post(handler, `${path}/expenses`, expense(over)));
    expect(await tried({ line: 'EX-90' })).toEqual([422, expect.stringMatching(/^R-FUND-0/)]);
    expect(await tried({ method: 'CASH' })).toContain('R-FUND-05');
    expect(await tried({ payee: { kind: 'STAFF', name: '某某', uscc: null } })).toContain(422);
    expect(await tried({ amountFen: AMOUNT + 1 })).toEqual([422, 'R-FUND-09']);
    expect(await refusedBy(post(foreignHandler, `${path}/expenses`, expense()))).toEqual([404, 'G-NOT-FOUND']);
    const both = human(handler.id, { role: 'GU_FINANCE', organisation: UNION });
    await accepted(post(handler, `${path}/expenses`, expense()));
    const own = { expense: 1, outcome: 'paid', reference: 'T-2', paidOn: '2026-05-25' };
    expect(await refusedBy(post(both, `${path}/expense-settlements`, own))).toEqual([403, 'R-PAY-05']);
  });

  it('is frozen by a grave finding (R-AUD-03) until it is closed, and recovered when it was misuse', async () => {
    const { id, caseId, path } = await paidGrant();
    const finding = {
      finding: 'F-1',
      severity: 'VIOLATION',
      prohibition: 'EB-1',
      misusedFen: 300_000,
      text: '部分资金未按规定用途使用，须进一步核实。',
    };
    const opened = await accepted(post(auditor, `${path}/findings`, finding));
    expect(await statusOf(id)).toBe('FROZEN');
    expect(await actionsOf(auditor, caseId, opened)).toEqual(['finding-resolutions']);
    expect(await refusedBy(post(handler, `${path}/expenses`, expense()))).toEqual([422, 'R-AUD-03']);
    const mended = { finding: 'F-1', text: '已核实整改，资金已归垫到位。' };
    await accepted(post(auditor, `${path}/finding-resolutions`, mended));
    expect(await statusOf(id)).toBe('PAID');
    await accepted(post(auditor, `${path}/findings`, { ...finding, finding: 'F-2' }));
    const order = { ground: 'MISUSE', serviceStoppedOn: null, reasonText: '挪用专项补助资金，依规追回。' };
    const ordered = await accepted(post(leader, `${path}/recovery`, order));
    expect(await actionsOf(maker, caseId, ordered)).toEqual(['receipts']);
    const events = await journal(`grant/${id}`);
    const totalFen =
      events.flatMap(({ type, data }) => (type === 'grant.recovery-ordered' ? [data.totalFen] : []))[0] ?? 0;
    expect(totalFen).toBeGreaterThanOrEqual(300_000);
    const part = { amountFen: 100_000, reference: 'R-2', receivedOn: '2026-05-25' };
    await accepted(post(maker, `${path}/receipts`, part));
    // The bank's reference names the receipt: told again it changes nothing, with another amount it is refused.
    const before = (await journal(`grant/${id}`)).length;
    await accepted(post(maker, `${path}/receipts`, part));
    expect((await journal(`grant/${id}`)).length).toBe(before);
    expect(await refusedBy(post(maker, `${path}/receipts`, { ...part, amountFen: 1 }))).toEqual([422, 'R-PAY-08']);
    expect(await statusOf(id)).toBe('RECOVERY');
    await accepted(post(maker, `${path}/receipts`, { ...part, reference: 'R-3', amountFen: totalFen - 100_000 }));
    expect(await statusOf(id)).toBe('RECOVERED');
  });
});

describe('a budget', () => {
  it('is never overspent by 50 reservations at once (R-FUND-13)', async () => {
    const budget = await openBudget(10 * AMOUNT + 5);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        post(worker, `/budgets/${budget}/reservations`, { grant: `grant-${index}`, amountFen: AMOUNT }),
      ),
    );
    const refused = answers.filter((answer) => answer.status !== 200);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(10);
    expect(refused.map(rules)).toEqual(refused.map(() => ['R-FUND-13']));
    expect((await get(approver, `/budgets/${budget}`)).body).toMatchObject({
      version: 11,
      state: { leftFen: 5, reservedFen: 10 * AMOUNT, paidFen: 0 },
    });
  }, 30_000);

  it('gives back what no grant rests on, and keeps what one does', async () => {
    const budget = await openBudget();
    await accepted(post(worker, `/budgets/${budget}/reservations`, { grant: 'g', amountFen: AMOUNT }));
    const decision = { subject: 'application/x', sequence: 9 };
    await accepted(post(worker, `/budgets/${budget}/settlements`, { grant: 'g', outcome: 'released', decision }));
    expect((await get(approver, `/budgets/${budget}`)).body).toMatchObject({
      state: { leftFen: AMOUNT, reservedFen: 0 },
    });
    const held = await plannedGrant();
    const release = { grant: `${held.caseId}.UNION_MUNI`, outcome: 'released', decision };
    expect(rules(await post(worker, `/budgets/${held.budget}/settlements`, release))).toEqual(['G-STATE']);
  });

  it('refuses to reserve where none was opened, and is not found under a name that is none', async () => {
    const one = { grant: 'g', amountFen: 1 };
    expect(rules(await post(worker, '/budgets/2100-UNION_MUNI/reservations', one))).toEqual(['R-FUND-02']);
    expect((await post(worker, '/budgets/nonsense/reservations', one)).status).toBe(404);
    expect((await get(approver, '/budgets/2100-FISCAL_HEALTH')).status).toBe(404);
  });

  it.each(['/budgets/%2F', '/grants/%2F', '/grants/%2Frefusals'])('refuses %s, which can be no id', async (path) => {
    expect(await get(approver, path)).toMatchObject({ status: 400, body: { rule: 'G-MALFORMED', pointer: '/id' } });
  });

  it('refuses the report of a payment whose key can be none', async () => {
    expect(await report('%2F')).toMatchObject({
      status: 400,
      body: { rule: 'G-MALFORMED', pointer: '/paymentKey' },
    });
  });
});

describe('a health grant', () => {
  it('carries no bank data, and a grant of the union carries them always', async () => {
    const { id } = await plannedGrant({ fund: 'FISCAL_HEALTH' });
    expect((await get(maker, `/grants/${id}`)).body).toMatchObject({ payee: null, state: { payeeHash: null } });
    const { body } = await publishedCase({ fund: 'FISCAL_HEALTH' });
    const union = await publishedCase();
    for (const wrong of [
      { ...body, payee },
      { ...union.body, payee: null },
      { ...union.body, payee: undefined },
    ]) {
      const refused = await post(worker, '/grants', wrong);
      expect(refused.status).toBe(400);
      expect(refused.body.errors?.map(({ rule, pointer }) => [rule, pointer])).toEqual([['G-MALFORMED', '/payee']]);
    }
  });

  it('is a status with a voucher, and has no order', async () => {
    const { id } = await plannedGrant({ fund: 'FISCAL_HEALTH' });
    expect(rules(await post(maker, `/grants/${id}/order`, { ...order, amountFen: 5_000_000 }))).toEqual(['G-STATE']);
    const voucher = { voucherNo: 'CZ-2026-7', amountFen: 5_000_000, paidOn: '2026-05-24' };
    expect(rules(await post(healthOfficer, `/grants/${id}/voucher`, { ...voucher, amountFen: 1 }))).toEqual([
      'R-PAY-09',
    ]);
    await accepted(post(healthOfficer, `/grants/${id}/voucher`, voucher));
    expect(await statusOf(id)).toBe('PAID');
    const union = await plannedGrant();
    const wrong = await post(healthOfficer, `/grants/${union.id}/voucher`, voucher);
    expect({ status: wrong.status, rules: rules(wrong) }).toEqual({ status: 409, rules: ['G-STATE'] });
  });
});

describe('what others may see', () => {
  it('hides a grant from another union, and answers 404 for one that is not there', async () => {
    const { id } = await plannedGrant();
    expect((await get(otherUnionFinance, `/grants/${id}`)).status).toBe(404);
    expect((await get(unionFinance, `/grants/${id}`)).status).toBe(200);
    const correction = { payee };
    expect((await post(otherUnionFinance, `/grants/${id}/payee`, correction)).status).toBe(404);
    const unknown = randomUUID();
    expect((await get(maker, `/grants/${unknown}`)).status).toBe(404);
    expect((await post(maker, `/grants/${unknown}/order`, order)).status).toBe(404);
    expect((await post(worker, `/grants/${unknown}/instruction`, {})).status).toBe(404);
    expect((await report(unknown)).status).toBe(404);
    const noKey = await post(bank, '/grants/by-key/nonsense/bank-result', {
      status: 'settled',
      reference: 'B',
      amountFen: 1,
    });
    expect(noKey.status).toBe(404);
    expect(rules(await report(id, {}, 2))).toEqual(['G-NOT-FOUND']);
  });

  it("masks the account for all but the city's finance and the union's own", async () => {
    const { id } = await plannedGrant();
    const accountFor = async (actor: Actor): Promise<unknown> =>
      ((await get(actor, `/grants/${id}`)).body['payee'] as Payee).accountNo;
    for (const actor of [maker, checker, approver, unionFinance]) expect(await accountFor(actor)).toBe(payee.accountNo);
    for (const actor of [auditor, healthOfficer, worker]) expect(await accountFor(actor)).toBe('****2345');
    const { payeeHash } = (await get(worker, `/grants/${id}`)).body['state'] as { payeeHash: string };
    const documentFor = async (actor: Actor): Promise<number> => (await get(actor, `/documents/${payeeHash}`)).status;
    expect(await documentFor(unionFinance)).toBe(200);
    expect(await documentFor(maker)).toBe(200);
    for (const actor of [auditor, worker, otherUnionFinance]) expect(await documentFor(actor)).toBe(404);
  });

  it("shows an order's purpose to whoever may see the grant, and to nobody by its hash alone", async () => {
    const { id } = await plannedGrant();
    await accepted(post(maker, `/grants/${id}/order`, order));
    const { purposeHash } = (await get(worker, `/grants/${id}`)).body['state'] as { purposeHash: string };
    const documentFor = async (actor: Actor): Promise<number> => (await get(actor, `/documents/${purposeHash}`)).status;
    for (const actor of [maker, checker, auditor, unionFinance]) expect(await documentFor(actor)).toBe(200);
    expect(await documentFor(otherUnionFinance)).toBe(404);
  });

  it('never logs an account number', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.some((line) => line.includes(payee.accountNo) || line.includes('6222024402000001234'))).toBe(false);
  });

  it('names a policy for every route', () => {
    const routes = listRoutes(service.app);
    expect(routes.length).toBeGreaterThan(15);
    expect(routes.filter((route) => route.policy === undefined)).toEqual([]);
  });

  it.each([
    ['/budgets', maker],
    ['/budgets/2026-UNION_MUNI/reservations', approver],
    ['/grants', approver],
    ['/grants/x/order', checker],
    ['/grants/x/check', maker],
    ['/grants/x/approval', checker],
    ['/grants/x/return', maker],
    ['/grants/x/instruction', bank],
    ['/grants/x/payee', maker],
    ['/grants/x/voucher', maker],
    ['/grants/x/alarm', maker],
    ['/grants/x/expenses', unionFinance],
    ['/grants/x/expense-settlements', maker],
    ['/grants/x/report', unionFinance],
    ['/grants/x/report-signature', unionFinance],
    ['/grants/x/findings', maker],
    ['/grants/x/finding-resolutions', approver],
    ['/grants/x/audit', maker],
    ['/grants/x/closing', auditor],
    ['/grants/x/recovery', auditor],
    ['/grants/x/receipts', auditor],
    ['/grants/by-key/x.1/bank-result', worker],
  ] as const)('forbids POST %s to a role that it is not for', async (path, actor) => {
    const answer = await post(actor, path, {});
    expect({ status: answer.status, rules: rules(answer) }).toEqual({ status: 403, rules: ['G-FORBIDDEN'] });
  });
});

describe('bad input', () => {
  it('is refused with rule and pointer', async () => {
    const { id } = await plannedGrant();
    const path = `/grants/${id}/order`;
    const malformed = async (body: unknown, pointer: string): Promise<void> => {
      const answer = await post(maker, path, body);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ rule: 'G-MALFORMED', pointer }] } });
    };
    await malformed({ ...order, bonus: 1 }, '/bonus');
    await malformed({ ...order, amountFen: '1' }, '/amountFen');
    await malformed({ ...order, amountFen: 0.5 }, '/amountFen');
    const noKey = await request(maker, path, {
      method: 'POST',
      body: JSON.stringify(order),
      headers: { 'content-type': 'application/json' },
    });
    expect(rules(noKey)).toEqual(['G-KEY-MISSING']);
    const stale = await post(maker, path, order, { headers: { 'if-match': '"7"' } });
    expect({ status: stale.status, rules: rules(stale) }).toEqual({ status: 412, rules: ['R-PROC-07'] });
    expect(rules(await post(checker, `/grants/${id}/check`, {}))).toEqual(['G-STATE']);
    expect(await statusOf(id)).toBe('PLANNED');
  });
});

/** Last, because it moves the office clock. */
describe('after the bank returned the money', () => {
  it('the corrected account cools off for two working days and is paid under a new key (R-PAY-07)', async () => {
    const { id, caseId } = await plannedGrant();
    await approved(id);
    await accepted(post(worker, `/grants/${id}/instruction`, {}));
    const failed = await accepted(report(id, { status: 'returned', reason: '户名不符' }));
    expect(await statusOf(id)).toBe('PAYMENT_FAILED');
    const after = encodeURIComponent(`grant/${id}@${positionOf(failed).sequence}`);
    const inbox = await get(unionFinance, `/tasks?caseId=${caseId}&after=${after}`);
    expect(inbox.body['tasks']).toMatchObject([{ action: 'payee', role: 'GU_FINANCE', organisation: UNION }]);
    const corrected = { ...payee, accountNo: '4402012309000099999' };
    const foreign = { ...corrected, legalName: '张三', accountName: '张三' };
    expect(rules(await post(unionFinance, `/grants/${id}/payee`, { payee: foreign }))).toEqual(['R-PAY-01']);
    await accepted(post(unionFinance, `/grants/${id}/payee`, { payee: corrected }));
    const early = await post(maker, `/grants/${id}/order`, order);
    expect({ status: early.status, rules: rules(early) }).toEqual({ status: 422, rules: ['R-PAY-07'] });
    expect((await get(maker, `/grants/${id}`)).body).toMatchObject({ state: { coolOffUntil: '2026-05-27' } });
    advanceOfficeClock(clockFile, '2026-05-27T23:59:00+08:00');
    expect(rules(await post(maker, `/grants/${id}/order`, order))).toEqual(['R-PAY-07']);
    advanceOfficeClock(clockFile, '2026-05-28T00:00:00+08:00');
    await approved(id);
    await accepted(post(worker, `/grants/${id}/instruction`, {}));
    expect(bankServer.orders.at(-1)).toMatchObject({ key: `${id}.2`, payee: { accountNo: corrected.accountNo } });
    await accepted(report(id, {}, 2));
    await accepted(report(id, { status: 'returned' }, 1));
    expect((await get(maker, `/grants/${id}`)).body).toMatchObject({
      state: {
        status: 'PAID',
        paid: { reference: `B-${id}.2`, amountFen: AMOUNT, paidOn: '2026-05-28' },
        attempts: [
          { paymentKey: `${id}.1`, outcome: 'returned' },
          { paymentKey: `${id}.2`, outcome: 'settled' },
        ],
      },
    });
    const types = await eventually(async () => {
      const found = await eventTypes(`grant/${id}`);
      expect(found.at(-1)).toBe('grant.paid');
      return found;
    });
    const correction = (await journal(`grant/${id}`)).find((event) => event.type === 'grant.payee-corrected');
    expect(correction?.data).toMatchObject({ on: '2026-05-25', coolOffUntil: '2026-05-27', paymentKey: `${id}.2` });
    expect(types.filter((type) => type === 'grant.paid')).toHaveLength(1);
    expect(types.filter((type) => type === 'grant.payment-failed')).toHaveLength(1);
    const folded = fold(grantDecider, grantDecider.initial, await journal(`grant/${id}`));
    expect((await get(worker, `/grants/${id}`)).body['state']).toEqual(folded);
  });
});
