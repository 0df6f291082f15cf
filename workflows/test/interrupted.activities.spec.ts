import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { fingerprint } from '#libs/aggregate';
import { wallClock } from '#libs/calendar';
import type { CommandAnswer } from '#libs/contracts';
import { PermanentFault, Unavailable, type CommandHeaders, type CommandResult } from '#libs/http';
import type { Alarm, ProcedureActivities } from '../src/definitions/activities.ports.js';
import { CASE, DOSSIER, FILING, HASH, PlayedServices, activitiesOf, place } from './played-services.js';

/*
 * An activity that was cut off is done again from its beginning, on another day if need be. What makes that harmless are
 * the keys: the services answer what they have done already as they did the first time. Here each activity is cut after
 * each of its requests, when the service has done it and the answer is lost, and done again.
 */
type Name = keyof ProcedureActivities;
type InputOf<Activity extends Name> = Parameters<ProcedureActivities[Activity]>[0];

/** Services that keep keys, as the real ones do, and one answer of theirs that may be lost. */
class KeepingServices extends PlayedServices {
  /** What has happened in the services, in their order. */
  readonly events: string[] = [];
  requests = 0;
  private lost: number | undefined;
  private readonly handled = new Map<string, { readonly fingerprint: string; readonly answer: CommandAnswer }>();
  private readonly sequences = new Map<string, number>();

  /** The answer to this request, counted from 1, never arrives. */
  lose(request: number): void {
    this.lost = this.requests + request;
  }

  override async command(url: string, path: string, body: unknown, headers: CommandHeaders): Promise<CommandResult> {
    await super.command(url, path, body, headers);
    const known = this.handled.get(headers.key);
    const print = fingerprint(path, body);
    // G-KEY-REUSED: the activity would have to say the same again, and says something else.
    if (known !== undefined && known.fingerprint !== print) throw new PermanentFault(`${headers.key} was reused`, 409);
    const answer = known?.answer ?? this.happen(path, body, headers.key);
    this.handled.set(headers.key, { fingerprint: print, answer });
    this.answered();
    const repeated = known !== undefined;
    return { status: 'accepted', answer: { ...answer, repeated }, repeated };
  }

  override async query<Schema extends z.ZodType>(url: string, path: string): Promise<z.infer<Schema>> {
    const found = await super.query<Schema>(url, path);
    this.answered();
    return found;
  }

  /** An aggregate's id is made of caller and key, so that a repeat of its creation finds it (design §4). */
  private happen(path: string, body: unknown, key: string): CommandAnswer {
    const [, collection = '', id = `of ${key}`] = path.split('/');
    const subject = `${collection.slice(0, -1)}/${id}`;
    const sequence = (this.sequences.get(subject) ?? 0) + 1;
    this.sequences.set(subject, sequence);
    this.events.push(`${subject} ${sequence} ${path} ${JSON.stringify(body)}`);
    return { id: subject, position: { subject, sequence }, version: sequence, repeated: false, notes: [] };
  }

  private answered(): void {
    this.requests += 1;
    if (this.requests === this.lost) throw new Unavailable('The answer was lost');
  }
}

const term = { startedOn: '2026-03-05', limit: 'healthVerification' } as const;
const advance = {
  step: 'district-review',
  outcome: 'passed',
  decision: { subject: 'review/1', sequence: 3 },
  decidedOn: '2026-03-05',
} as const;
const rejection = { ...advance, outcome: 'rejected' as const, reasonCode: 'OTHER', decidedBy: ['du-leader'] };
const round = { round: 1, earlier: [], excluded: [] };
const alarm = (level: 0 | 1 | 2, on: string): Alarm => ({
  kind: level === 0 ? 'remind' : 'escalate',
  level,
  on,
  at: `${on}T00:00:00+08:00`,
});
const here = { place: place('somewhere') };
const work = { ...here, dossier: DOSSIER, term, round };
const position = { subject: 'meeting/1', sequence: 5 };
const resolution = { planHash: HASH, resolutionHash: HASH, resolutionNo: 'DEC-1', decidedOn: '2026-02-25' };
const evidence = {
  planHash: HASH,
  resolutionHash: HASH,
  resolution: position,
  filing: position,
  notice: position,
  designation: position,
  documentNo: '1号',
};

const grounds = { ...here, dossier: DOSSIER, term, site: 'site/1', evidence };
const unionGrant = { fund: 'UNION_MUNI', amountFen: 10_000_000, budget: '2026-UNION_MUNI' } as const;

/** Every activity with an input in which it does all that it can do. One that is missing does not compile. */
const INPUTS: { readonly [Activity in Name]: InputOf<Activity> } = {
  beginCase: here,
  archiveDraft: { ...here, idleSince: '2026-02-01', works: ['meeting/1', 'meeting/2'] },
  advanceCase: { ...here, advance },
  closeWorks: { ...here, works: ['filing/1', 'review/2'], why: 'withdrawn' },
  returnCase: {
    ...here,
    passed: [{ ...advance, step: 'health-verification' }],
    returned: [
      {
        step: 'municipal-review',
        decision: { subject: 'review/2', sequence: 4 },
        decidedOn: '2026-03-05',
        defectsHash: HASH,
        defectItems: ['budget'],
      },
    ],
    term: { startedOn: '2026-03-05', limit: 'correction' },
  },
  lapseCase: { ...here, why: 'correction-overdue', works: ['meeting/2'] },
  rejectCase: { ...here, advance: rejection, works: ['filing/1', 'review/2'] },
  deferCase: { ...here, advance: { ...advance, step: 'joint-review', outcome: 'deferred' } },
  requireRectification: {
    ...here,
    advance: { ...advance, step: 'inspection', outcome: 'rectification' },
    failedItems: ['FIRE'],
    term: { startedOn: '2026-03-05', limit: 'rectification' },
    extendedTerm: { startedOn: '2026-03-05', limit: 'rectificationExtended' },
  },
  raiseAlarms: {
    ...here,
    work: 'review/1',
    first: 1,
    alarms: [alarm(0, '2026-03-03'), alarm(0, '2026-03-05'), alarm(1, '2026-03-06')],
  },
  openOperatorTask: {
    ...here,
    dossier: { planHash: HASH, listing: DOSSIER.listing, priorActs: [] },
    about: { command: 'openReview', code: '403' },
    since: '2026-03-05T02:00:00.000Z',
  },
  closeOperatorTask: { ...here, work: 'review/1' },
  openMeeting: { ...here, dossier: DOSSIER, planNumber: 2, superseded: 'meeting/1' },
  recordResolution: { ...here, resolution },
  noteCommitteeDeclined: { ...here, planHash: HASH, rule: 'R-COM-02' },
  openReview: { ...here, dossier: DOSSIER, advance, review: { kind: 'district-review', term, round } },
  openConcurrentReview: {
    ...here,
    dossier: DOSSIER,
    advance,
    reviews: [
      { kind: 'health-verification', term, round },
      { kind: 'municipal-review', term, round },
    ],
    filing: { kept: null, round: 1, receipt: term, nonconformity: { ...term, limit: 'filingNonconformity' } },
  },
  handOverReview: { ...here, work: 'review/1' },
  openInspection: { ...work, advance, rectified: [], filing: FILING },
  setVisitDue: { ...here, work: 'inspection/1', term },
  setReportDue: { ...here, work: 'inspection/1', term },
  openNotice: { ...work, advance, unionGrantFen: 10_000_000, healthGrantFen: 5_000_000, reconsidered: null },
  stopNotice: { ...here, advance: { ...advance, step: 'public-notice', outcome: 'objected' } },
  resumeNotice: {
    ...here,
    work: 'notice/1',
    advance: { ...advance, step: 'public-notice', outcome: 'objection-dismissed' },
    from: { startedOn: '2026-02-27', resumedOn: '2026-03-05', stoppedOn: '2026-03-03', dueOn: '2026-03-06' },
  },
  passNotice: { ...here, work: 'notice/1' },
  designateSite: {
    ...here,
    dossier: DOSSIER,
    advance,
    site: {
      documentNo: '1号',
      designatedOn: '2026-05-22',
      resolutionHash: HASH,
      filingSubject: 'filing/1',
      noticeSubject: 'notice/1',
    },
  },
  planGrants: {
    ...grounds,
    wishes: [unionGrant, { ...unionGrant, fund: 'FISCAL_HEALTH', budget: '2026-FISCAL_HEALTH' }],
  },
  planGrant: { ...grounds, wish: unionGrant },
  settleGrants: here,
  instructPayment: { ...here, grantId: '1', n: 1 },
  settleReservation: { ...here, budget: '2026-UNION_MUNI', reservedFor: `${CASE}-UNION_MUNI`, outcome: 'paid' },
};
const NAMES = Object.keys(INPUTS) as Name[];

/** Does one activity on one day. The table pairs each name with its own input, which the compiler cannot follow. */
const perform = (services: KeepingServices, name: Name, day: string): Promise<object> => {
  const activity = activitiesOf(
    services,
    wallClock(() => Date.parse(`${day}T10:00:00+08:00`)),
  )[name];
  return (activity as (input: object) => Promise<object>)(INPUTS[name]);
};

/** A repeat tells what has happened to the work since, which is nothing here. */
const withoutTime = (answer: object): object => ({ ...answer, now: '', idle: '', facts: [] });
const sorted = (events: readonly string[]): string[] => events.toSorted();

describe('an activity that loses an answer', () => {
  it.each(NAMES)('leaves the same in the services as one that loses none, when it is done again: %s', async (name) => {
    const whole = new KeepingServices();
    const answer = await perform(whole, name, '2026-03-05');
    expect(answer).toMatchObject({ kind: 'done' });
    expect(whole.requests).toBeGreaterThan(0);
    for (let request = 1; request <= whole.requests; request += 1) {
      const services = new KeepingServices();
      services.lose(request);
      await expect(perform(services, name, '2026-03-05')).rejects.toThrow(Unavailable);
      expect(withoutTime(await perform(services, name, '2026-03-09'))).toEqual(withoutTime(answer));
      // Two reviews that are opened side by side come in either order.
      expect([request, sorted(services.events)]).toEqual([request, sorted(whole.events)]);
    }
  });

  it('is done again as often as it takes', async () => {
    const services = new KeepingServices();
    const whole = new KeepingServices();
    await perform(whole, 'rejectCase', '2026-03-05');
    for (let request = 1; request <= whole.requests; request += 1) {
      services.lose(request);
      await expect(perform(services, 'rejectCase', '2026-03-05')).rejects.toThrow(Unavailable);
    }
    await perform(services, 'rejectCase', '2026-03-09');
    expect(services.events).toEqual(whole.events);
  });

  it('would be found out if a key or a body were another the second time', async () => {
    const services = new KeepingServices();
    const command = (key: string, body: object): Promise<CommandResult> =>
      services.command('http://applications', `/applications/${CASE}/archive`, body, { key, token: 't' });
    await command('a', { idleSince: '2026-02-01' });
    await command('a', { idleSince: '2026-02-01' });
    expect(services.events).toHaveLength(1);
    await expect(command('a', { idleSince: '2026-02-02' })).rejects.toThrow('reused');
    await command('b', { idleSince: '2026-02-01' });
    expect(services.events).toHaveLength(2);
  });
});
