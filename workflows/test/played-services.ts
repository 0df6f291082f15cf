import type { z } from 'zod';
import {
  AdvanceApplication,
  ArchiveApplication,
  CloseNotice,
  CloseWork,
  DesignateSite,
  HandOverReview,
  InstructPayment,
  LapseApplication,
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
  ResumeNotice,
  ReturnApplication,
  SetReportDue,
  SetVisitDue,
  SettleApplication,
  SettleReservation,
  type CommandAnswer,
  type EventEnvelope,
  type Position,
} from '#libs/contracts';
import { ServiceTokens } from '#libs/access';
import { wallClock, type OfficeClock } from '#libs/calendar';
import { GIVEN_TO_PROGRAM } from '#libs/policy';
import { ServiceClient, type CommandHeaders, type CommandResult } from '#libs/http';
import { ACTIVITY_PROVIDERS, bindActivities } from '../src/activities/activities.binding.js';
import { Services } from '../src/activities/services.gateway.js';
import type { Dossier, Place, ProcedureActivities } from '../src/definitions/activities.ports.js';

export const CASE = '0f8fad5b-d9cb-469f-a165-70867728950e';
export const HASH = 'a'.repeat(64);
const CAUSE = { subject: `application/${CASE}`, sequence: 3 };
/** An event as a journal holds it. */
export const eventOf = (subject: string, sequence: number, type: string, data: object): EventEnvelope => ({
  specversion: '1.0',
  id: `${subject}/${String(sequence).padStart(10, '0')}`,
  source: '/somewhere',
  type,
  subject,
  time: '2026-03-20T01:00:00.000Z',
  officetime: '2026-03-20T09:00:00.000+08:00',
  datacontenttype: 'application/json',
  sequence: String(sequence).padStart(10, '0'),
  caseid: CASE,
  actor: 'somebody',
  actorkind: 'human',
  data: { ...data },
});

export const ANSWER_BY = '2026-03-05T11:00:00.000+08:00';
export const FILING = 'filing/1';
const RECEIPT = eventOf(FILING, 2, 'filing.receipted', {
  filingNo: 'F-1',
  receiptDate: '2026-03-20',
  filedName: '某某托育园',
  filedAddress: '示例路1号',
  filedPlaces: 9,
  receiptHash: null,
  recordedBy: 'ch-officer',
  recordedOn: '2026-03-20',
});

export const place = (step: string, round = 1): Place => ({
  workflowId: `application/${CASE}`,
  caseId: CASE,
  step,
  round,
  cause: CAUSE,
});

/** What each route takes. A path without one does not exist. */
const ROUTES: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^\/applications\/[^/]+\/advance$/, AdvanceApplication],
  [/^\/applications\/[^/]+\/return$/, ReturnApplication],
  [/^\/applications\/[^/]+\/lapse$/, LapseApplication],
  [/^\/applications\/[^/]+\/settled$/, SettleApplication],
  [/^\/applications\/[^/]+\/archive$/, ArchiveApplication],
  [/^\/applications\/[^/]+\/resolution$/, RecordResolution],
  [/^\/applications\/[^/]+\/committee-declined$/, NoteCommitteeDeclined],
  [/^\/meetings$/, OpenMeeting],
  [/^\/reviews$/, OpenReview],
  [/^\/reviews\/[^/]+\/handover$/, HandOverReview],
  [/^\/filings$/, OpenFiling],
  [/^\/inspections$/, OpenInspection],
  [/^\/inspections\/[^/]+\/visit-due$/, SetVisitDue],
  [/^\/inspections\/[^/]+\/report-due$/, SetReportDue],
  [/^\/notices\/[^/]+\/resumption$/, ResumeNotice],
  [/^\/notices$/, OpenNotice],
  [/^\/notices\/[^/]+\/passing$/, CloseNotice],
  [/^\/sites$/, DesignateSite],
  [/^\/budgets\/[^/]+\/reservations$/, ReserveBudget],
  [/^\/budgets\/[^/]+\/settlements$/, SettleReservation],
  [/^\/grants$/, PlanGrant],
  [/^\/grants\/[^/]+\/instruction$/, InstructPayment],
  [/^\/(applications|reviews|filings|inspections|grants)\/[^/]+\/alarm$/, RaiseAlarm],
  [/^\/(meetings|reviews|filings|inspections|notices)\/[^/]+\/closure$/, CloseWork],
];

interface Sent {
  readonly url: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: CommandHeaders;
}

/** A client whose services check each body against its contract and say yes, unless a test has something else in store. */
export class PlayedServices extends ServiceClient {
  readonly sent: Sent[] = [];
  readonly answers = new Map<string, (() => CommandResult)[]>();

  override command(url: string, path: string, body: unknown, headers: CommandHeaders): Promise<CommandResult> {
    const schema = ROUTES.find(([pattern]) => pattern.test(path))?.[1];
    if (schema === undefined) throw new Error(`nobody answers ${path}`);
    schema.parse(body);
    this.sent.push({ url, path, body, headers });
    const other = this.answers.get(path)?.shift();
    return Promise.resolve(other === undefined ? this.accepted(path, this.notesOn(body)) : other());
  }

  /** Kinds of review that a policy gives to a program. */
  readonly given = new Set<string>();

  /** Where the application stands, and what its journal and those of others hold. */
  status = 'DRAFT';
  settled: readonly Position[] = [];
  readonly journals = new Map<string, readonly EventEnvelope[]>([[FILING, [RECEIPT]]]);

  override query<Schema extends z.ZodType>(_url: string, path: string): Promise<z.infer<Schema>> {
    return Promise.resolve(this.found(path) as z.infer<Schema>);
  }

  private found(path: string): unknown {
    if (path.startsWith('/documents/')) return PLAN;
    if (path.endsWith('/settlements')) return { settled: this.settled };
    if (path.startsWith('/filings/')) return { state: { status: 'OPEN' } };
    if (path.startsWith('/reviews/')) return { state: { automatic: { pipeline: 'program-1', answerBy: ANSWER_BY } } };
    const { searchParams, pathname } = new URL(path, 'http://service');
    if (pathname !== '/journal') {
      const version = this.journals.get(`application/${CASE}`)?.length ?? 3;
      return { id: CASE, status: this.status, version, rejection: { reconsiderBy: { dueOn: '2026-03-12' } } };
    }
    const events = this.journals.get(searchParams.get('subject') ?? '') ?? [];
    const from = Number(searchParams.get('from')) - 1;
    const page = events.slice(from, Number(searchParams.get('to')));
    return { events: page.map((event) => Buffer.from(JSON.stringify(event)).toString('base64')) };
  }

  private notesOn(body: unknown): CommandAnswer['notes'] {
    const kind = OpenReview.safeParse(body).data?.kind;
    if (kind === undefined || !this.given.has(kind)) return [];
    return [{ rule: GIVEN_TO_PROGRAM, pointer: '', zh: '交由程序办理', en: 'A program decides this' }];
  }

  private accepted(path: string, notes: CommandAnswer['notes']): CommandResult {
    const noun = path.split('/')[1]?.slice(0, -1) ?? '';
    const position = { subject: `${noun}/opened-${this.sent.length}`, sequence: 1 };
    const answer = { id: position.subject, position, version: 1, repeated: false, notes };
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

export const DOSSIER: Dossier = {
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

const OFFICE_CLOCK = wallClock(() => Date.parse('2026-03-05T10:00:00+08:00'));

/** The activities in front of these services, on the office clock. */
export const activitiesOf = (client: ServiceClient, clock: OfficeClock = OFFICE_CLOCK): ProcedureActivities => {
  const urls = { applications: 'http://applications', approvals: 'http://approvals', payments: 'http://payments' };
  const services = new Services(client, new FixedTokens(), urls, clock);
  const instances = new Map<unknown, unknown>(ACTIVITY_PROVIDERS.map((Provider) => [Provider, new Provider(services)]));
  return bindActivities({
    get: <Provider>(type: new (...dependencies: never[]) => Provider) => instances.get(type) as Provider,
  });
};
