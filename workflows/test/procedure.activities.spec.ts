import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import {
  AdvanceApplication,
  ArchiveApplication,
  CloseNotice,
  CloseWork,
  DesignateSite,
  InstructPayment,
  NoteCommitteeDeclined,
  OpenFiling,
  OpenInspection,
  OpenMeeting,
  OpenNotice,
  OpenReview,
  PlanGrant,
  RaiseAlarm,
  RecordResolution,
  ReserveBudget,
  SetReportDue,
  SettleApplication,
  SettleReservation,
  type Problem,
} from '#libs/contracts';
import { ServiceTokens } from '#libs/access';
import { wallClock } from '#libs/calendar';
import { PermanentFault, ServiceClient, Unavailable, type CommandHeaders, type CommandResult } from '#libs/http';
import { ACTIVITY_PROVIDERS, bindActivities } from '../src/activities/activities.binding.js';
import { Services } from '../src/activities/services.gateway.js';
import type { Dossier, Place, ProcedureActivities } from '../src/definitions/activities.ports.js';

const CASE = '0f8fad5b-d9cb-469f-a165-70867728950e';
const HASH = 'a'.repeat(64);
const CAUSE = { subject: `application/${CASE}`, sequence: 3 };
const place = (step: string, round = 1): Place => ({
  workflowId: `application/${CASE}`,
  caseId: CASE,
  step,
  round,
  cause: CAUSE,
});

/** What each route takes. A path without one does not exist. */
const ROUTES: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^\/applications\/[^/]+\/advance$/, AdvanceApplication],
  [/^\/applications\/[^/]+\/settled$/, SettleApplication],
  [/^\/applications\/[^/]+\/archive$/, ArchiveApplication],
  [/^\/applications\/[^/]+\/resolution$/, RecordResolution],
  [/^\/applications\/[^/]+\/committee-declined$/, NoteCommitteeDeclined],
  [/^\/meetings$/, OpenMeeting],
  [/^\/reviews$/, OpenReview],
  [/^\/filings$/, OpenFiling],
  [/^\/inspections$/, OpenInspection],
  [/^\/inspections\/[^/]+\/report-due$/, SetReportDue],
  [/^\/notices$/, OpenNotice],
  [/^\/notices\/[^/]+\/passing$/, CloseNotice],
  [/^\/sites$/, DesignateSite],
  [/^\/budgets\/[^/]+\/reservations$/, ReserveBudget],
  [/^\/budgets\/[^/]+\/settlements$/, SettleReservation],
  [/^\/grants$/, PlanGrant],
  [/^\/grants\/[^/]+\/instruction$/, InstructPayment],
  [/^\/(reviews|filings|inspections|grants)\/[^/]+\/alarm$/, RaiseAlarm],
  [/^\/(meetings|reviews|filings|inspections|notices)\/[^/]+\/closure$/, CloseWork],
];

interface Sent {
  readonly url: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: CommandHeaders;
}

/** A client whose services check each body against its contract and say yes, unless a test has something else in store. */
class PlayedServices extends ServiceClient {
  readonly sent: Sent[] = [];
  readonly answers = new Map<string, (() => CommandResult)[]>();

  override command(url: string, path: string, body: unknown, headers: CommandHeaders): Promise<CommandResult> {
    const schema = ROUTES.find(([pattern]) => pattern.test(path))?.[1];
    if (schema === undefined) throw new Error(`nobody answers ${path}`);
    schema.parse(body);
    this.sent.push({ url, path, body, headers });
    const other = this.answers.get(path)?.shift();
    return Promise.resolve(other === undefined ? this.accepted(path) : other());
  }

  override query<Schema extends z.ZodType>(_url: string, path: string): Promise<z.infer<Schema>> {
    const found: unknown = path.startsWith('/documents/') ? PLAN : { status: 'DRAFT' };
    return Promise.resolve(found as z.infer<Schema>);
  }

  private accepted(path: string): CommandResult {
    const noun = path.split('/')[1]?.slice(0, -1) ?? '';
    const position = { subject: `${noun}/opened-${this.sent.length}`, sequence: 1 };
    const answer = { id: position.subject, position, version: 1, repeated: false, notes: [] };
    return { status: 'accepted', answer, repeated: false };
  }
}

const PLAN = {
  union: {
    name: '某某公司工会委员会',
    uscc: '81510100MC12345678',
    committeeSize: 7,
    accountName: '某某公司工会委员会',
    bankName: '工商银行',
    cnaps: '102651001012',
    accountNo: '4402000000000001',
  },
  site: { institutionName: '某某托育园', uscc: '91510107MA6HIJKL1X' },
};

const DOSSIER: Dossier = {
  planHash: HASH,
  listing: {
    caseNo: 'TY2026-0F8FAD5B',
    employerName: '某某公司',
    employerUscc: '91510100MA6CDEFG0X',
    unionUscc: '81510100MC12345678',
    managingUnit: '510107',
    siteUnit: '510107',
    mode: 'SELF',
    requestedUnionFen: 10_000_000,
  },
  facts: {
    employerName: '某某公司',
    employerUscc: '91510100MA6CDEFG0X',
    employerNature: 'PRIVATE',
    unionName: '某某公司工会委员会',
    unionUscc: '81510100MC12345678',
    managingUnit: '510107',
    siteUnit: '510107',
    siteAddress: '示例路1号',
    institutionName: '某某托育园',
    institutionUscc: '91510107MA6HIJKL1X',
    mode: 'SELF',
    classes: [],
    places: 9,
    filing: {
      no: 'F-1',
      receiptDate: '2026-02-02',
      filedName: '某某托育园',
      filedAddress: '示例路1号',
      filedPlaces: 9,
    },
    supplierUsccs: [],
    attachments: [],
    requestedUnionFen: 10_000_000,
    requestedHealthFen: 0,
  },
  priorActs: [],
};
const DECISION = { subject: 'review/1', sequence: 3 };
const advanceOf = (step: AdvanceApplication['step']): AdvanceApplication => ({
  step,
  outcome: 'passed',
  decision: DECISION,
  decidedOn: '2026-03-05',
});

class FixedTokens extends ServiceTokens {
  forgotten = 0;
  constructor() {
    super({ issuer: 'http://127.0.0.1:1', clientId: 'worker', clientSecret: 'secret' });
  }
  override token(): Promise<string> {
    return Promise.resolve(`token-${this.forgotten}`);
  }
  override forget(): void {
    this.forgotten += 1;
  }
}

const stage = (): { client: PlayedServices; activities: ProcedureActivities } => {
  const client = new PlayedServices();
  const urls = { applications: 'http://applications', approvals: 'http://approvals', payments: 'http://payments' };
  const services = new Services(
    client,
    new FixedTokens(),
    urls,
    wallClock(() => Date.parse('2026-03-05T10:00:00+08:00')),
  );
  const instances = new Map<unknown, unknown>(ACTIVITY_PROVIDERS.map((Provider) => [Provider, new Provider(services)]));
  const activities = bindActivities({
    get: <Provider>(type: new (...dependencies: never[]) => Provider) => instances.get(type) as Provider,
  });
  return { client, activities };
};

const problem = (rule: string, status: number): Problem => ({
  type: 'about:blank',
  title: rule,
  status,
  detail: '不行',
  detailEn: 'no',
  rule,
  pointer: '',
  errors: [],
});

describe('the activities of the procedure', () => {
  it('tell the application first, then open the work, then note what is settled, each under its own key', async () => {
    const { client, activities } = stage();
    const answer = await activities.openReview({
      place: place('district-review'),
      advance: advanceOf('formal-check'),
      kind: 'district-review',
      dossier: DOSSIER,
      term: { startedOn: '2026-03-05', limit: 'districtReview' },
    });
    expect(client.sent.map(({ url, path }) => url + path)).toEqual([
      `http://applications/applications/${CASE}/advance`,
      'http://approvals/reviews',
      `http://applications/applications/${CASE}/settled`,
    ]);
    const prefix = `application/${CASE}/district-review/1`;
    expect(client.sent.map(({ headers }) => headers.key)).toEqual([
      `${prefix}/advance-formal-check/1`,
      `${prefix}/open-district-review/1`,
      `${prefix}/settle-application/3`,
    ]);
    expect(client.sent.every(({ headers }) => headers.causationId === `application/${CASE}/0000000003`)).toBe(true);
    expect(answer).toMatchObject({
      kind: 'done',
      now: '2026-03-05T10:00:00.000+08:00',
      work: 'review/opened-2',
      deadline: { dueOn: '2026-03-19', endsAt: '2026-03-20T00:00:00+08:00' },
    });
  });

  it('send bodies that fit the contracts, and name every command of a place differently', async () => {
    const { client, activities } = stage();
    const term = { startedOn: '2026-03-05', limit: 'healthVerification' } as const;
    const opening = { dossier: DOSSIER, term };
    const here = place('somewhere');
    await activities.beginCase({ place: here });
    await activities.openMeeting({ place: here, dossier: DOSSIER, planNumber: 1, superseded: 'meeting/1' });
    const resolution = { planHash: HASH, resolutionHash: HASH, resolutionNo: 'DEC-1', decidedOn: '2026-02-25' };
    await activities.recordResolution({ place: here, resolution });
    await activities.noteCommitteeDeclined({ place: here, planHash: HASH, rule: 'R-COM-02' });
    await activities.archiveDraft({ place: here, idleSince: '2026-02-01', works: ['meeting/2'] });
    await activities.openConcurrentReview({
      place: here,
      advance: advanceOf('district-review'),
      dossier: DOSSIER,
      municipal: term,
      health: term,
      receipt: term,
      nonconformity: { ...term, limit: 'filingNonconformity' },
    });
    await activities.advanceCase({ place: here, advance: advanceOf('municipal-review') });
    await activities.openInspection({ place: here, advance: advanceOf('health-verification'), ...opening });
    await activities.setReportDue({ place: here, work: 'inspection/1', term });
    const grants = { unionGrantFen: 10_000_000, healthGrantFen: 0 };
    await activities.openNotice({ place: here, advance: advanceOf('joint-review'), ...opening, ...grants });
    await activities.passNotice({ place: here, work: 'notice/1', n: 2 });
    await activities.designateSite({
      place: here,
      advance: advanceOf('designation'),
      dossier: DOSSIER,
      site: {
        documentNo: '1号',
        designatedOn: '2026-05-22',
        resolutionHash: HASH,
        filingSubject: 'filing/1',
        noticeSubject: 'notice/1',
      },
    });
    await activities.instructPayment({ place: here, grantId: '1', n: 1 });
    await activities.settleReservation({ place: here, budget: '2026-UNION_MUNI', reservedFor: 'grant' });
    await activities.openOperatorTask({
      place: here,
      dossier: { planHash: HASH, listing: DOSSIER.listing, priorActs: [] },
      about: { command: 'openReview', code: '403' },
    });
    await activities.closeOperatorTask({ place: here, work: 'review/9' });
    await activities.endCase({
      place: here,
      rejection: { ...advanceOf('inspection'), outcome: 'rejected' },
      works: ['review/8'],
    });
    const keys = client.sent.filter(({ path }) => !path.endsWith('/settled')).map(({ headers }) => headers.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(client.sent.find(({ path }) => path === '/meetings')?.body).toMatchObject({ committeeSize: 7 });
    const reviews = client.sent.filter(({ path }) => path === '/reviews').map(({ body }) => body);
    expect(reviews).toMatchObject([
      { kind: 'municipal-review' },
      { kind: 'health-verification', about: expect.stringMatching(/^filing\/opened-/) },
      { kind: 'operator', about: 'somewhere openReview 403' },
    ]);
  });

  it("reserve before they plan, name the union's account for its own grant only, and settle when all are planned", async () => {
    const { client, activities } = stage();
    const position = { subject: 'meeting/1', sequence: 5 };
    const answer = await activities.planGrants({
      place: place('grants'),
      dossier: DOSSIER,
      site: 'site/1',
      wishes: [
        { fund: 'UNION_MUNI', amountFen: 10_000_000, budget: '2026-UNION_MUNI' },
        { fund: 'FISCAL_HEALTH', amountFen: 5_000_000, budget: '2026-FISCAL_HEALTH' },
      ],
      evidence: {
        planHash: HASH,
        resolutionHash: HASH,
        resolution: position,
        filing: position,
        notice: position,
        designation: position,
        documentNo: '1号',
      },
      term: { startedOn: '2026-05-22', limit: 'disbursement' },
    });
    expect(client.sent.map(({ path }) => path)).toEqual([
      '/budgets/2026-UNION_MUNI/reservations',
      '/grants',
      '/budgets/2026-FISCAL_HEALTH/reservations',
      '/grants',
      `/applications/${CASE}/settled`,
    ]);
    expect(client.sent[1]?.body).toMatchObject({
      payee: { legalName: '某某公司工会委员会', cnaps: '102651001012' },
      evidence: { reservation: { subject: 'budget/opened-1', sequence: 1 } },
      due: { dueOn: '2026-06-12' },
    });
    expect(client.sent[3]?.body).toMatchObject({ fund: 'FISCAL_HEALTH', payee: null });
    expect(answer).toMatchObject({ kind: 'done', grants: [{ grantId: 'opened-2' }, { grantId: 'opened-4' }] });
  });

  it('number alarms through their ladder and do not mind that work is done', async () => {
    const { client, activities } = stage();
    client.answers.set('/reviews/1/alarm', [() => ({ status: 'refused', problem: problem('G-STATE', 409) })]);
    const alarms = [
      { kind: 'remind', level: 0, on: '2026-03-05', at: '2026-03-05T00:00:00+08:00' },
      { kind: 'escalate', level: 1, on: '2026-03-06', at: '2026-03-06T00:00:00+08:00' },
    ] as const;
    const answer = await activities.raiseAlarms({ place: place('formal-check'), work: 'review/1', first: 2, alarms });
    expect(answer.kind).toBe('done');
    expect(client.sent.map(({ headers }) => headers.key)).toEqual([
      `application/${CASE}/formal-check/1/alarm-review/1/2`,
      `application/${CASE}/formal-check/1/alarm-review/1/3`,
    ]);
  });

  it('return a refusal and a fault as answers, and throw only what is away', async () => {
    const { client, activities } = stage();
    const input = { place: place('somewhere'), advance: advanceOf('formal-check') };
    const path = `/applications/${CASE}/advance`;
    client.answers.set(path, [
      () => ({ status: 'refused', problem: problem('G-STATE', 409) }),
      () => {
        throw new PermanentFault('POST answered 403', 403);
      },
      () => {
        throw new Unavailable('No answer');
      },
    ]);
    const command = 'advance-formal-check';
    expect(await activities.advanceCase(input)).toEqual({ kind: 'refused', command, rule: 'G-STATE', message: 'no' });
    expect(await activities.advanceCase(input)).toMatchObject({ kind: 'fault', command, status: 403 });
    await expect(activities.advanceCase(input)).rejects.toThrow(Unavailable);
  });

  it('ask for a new token when the old one is refused, once', async () => {
    const { client, activities } = stage();
    const path = `/applications/${CASE}/advance`;
    const unauthorised = (): never => {
      throw new PermanentFault('POST answered 401', 401);
    };
    client.answers.set(path, [unauthorised]);
    const input = { place: place('somewhere'), advance: advanceOf('formal-check') };
    expect((await activities.advanceCase(input)).kind).toBe('done');
    expect(client.sent.slice(0, 2).map(({ headers }) => headers.token)).toEqual(['token-0', 'token-1']);
    client.answers.set(path, [unauthorised, unauthorised]);
    expect(await activities.advanceCase(input)).toMatchObject({ kind: 'fault', status: 401 });
  });

  it('answer with R-CAL-01 when the calendar does not know the year', async () => {
    const { activities } = stage();
    const term = { startedOn: '2091-03-05', limit: 'inspectionReport' } as const;
    const answer = await activities.setReportDue({ place: place('inspection-report'), work: 'inspection/1', term });
    expect(answer).toMatchObject({ kind: 'refused', rule: 'R-CAL-01' });
  });
});
