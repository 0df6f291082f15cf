import type { GrantFund, Position } from '#libs/contracts';
import type {
  Answer,
  Deadline,
  Faulted,
  Opened,
  OpenedReview,
  OpenedWithDeadline,
  Place,
  PlannedGrant,
  ProcedureActivities,
  Refused,
  ReviewWish,
  Term,
} from '../src/definitions/activities.ports.js';
import type { Fact } from '../src/definitions/case.signals.js';
import { PlayedApplication } from './played-application.js';

type Port = keyof ProcedureActivities;
type InputOf<Name extends Port> = Parameters<ProcedureActivities[Name]>[0];

/** One request that a workflow made. */
export interface Call<Name extends Port = Port> {
  readonly name: Name;
  readonly input: InputOf<Name>;
}

/** What a service says instead of yes: a refusal or a fault as an answer, or an error when it is away. */
export type Trouble = Omit<Refused, 'command' | 'now'> | Omit<Faulted, 'command' | 'now'> | Error;

const DAY_MS = 86_400_000;

/** Services that say yes to everything unless told otherwise, and write down what they were asked. */
export class FakeOffice {
  readonly calls: Call[] = [];
  private readonly troubles: { name: string; caseId: string; trouble: Trouble }[] = [];
  private readonly subjects = new Map<string, string>();
  private readonly rejected = new Set<string>();
  private readonly given = new Map<string, string>();
  private readonly applications = new Map<string, PlayedApplication>();

  constructor(
    /** Office time, RFC 3339. */
    private readonly clock: () => Promise<string>,
    private readonly deadlineOf: (term: Term, now: string) => Deadline,
  ) {}

  /** The application of a case, as its arbiter. */
  application(caseId: string): PlayedApplication {
    const known = this.applications.get(caseId) ?? new PlayedApplication();
    this.applications.set(caseId, known);
    return known;
  }

  /** A program has the work of this name, as soon as it is opened, up to that instant. */
  giveToProgram(caseId: string, name: string, answerBy: string): void {
    this.given.set(`${caseId}/${name}`, answerBy);
  }

  /** The next time a workflow of this case asks for this, there is trouble. A grant's planning goes by its fund as well. */
  trouble(name: Port | `planGrant ${GrantFund}` | `planGrants ${GrantFund}`, caseId: string, trouble: Trouble): void {
    this.troubles.push({ name, caseId, trouble });
  }

  of<Name extends Port>(name: Name, caseId: string): InputOf<Name>[] {
    return this.calls.flatMap((call) =>
      call.name === name && call.input.place.caseId === caseId ? [call.input as InputOf<Name>] : [],
    );
  }

  /** The subject of work opened under this name: `formal-check`, `meeting-2`, `filing`, `grant-UNION_MUNI`. */
  work(caseId: string, name: string): string | undefined {
    return this.subjects.get(`${caseId}/${name}`);
  }

  readonly activities: ProcedureActivities = {
    beginCase: (input) => this.answer('beginCase', input, (now) => ({ hasEnded: false, idle: idleFrom(now) })),
    archiveDraft: (input) => this.answer('archiveDraft', input, () => ({})),
    advanceCase: (input) => this.answer('advanceCase', input, () => ({})),
    closeWorks: (input) => this.answer('closeWorks', input, () => ({})),
    raiseAlarms: (input) => this.answer('raiseAlarms', input, () => ({})),
    openOperatorTask: (input) =>
      this.answer('openOperatorTask', input, () =>
        this.open(input.place, 'review', `operator-${input.place.step}-${input.place.round}`),
      ),
    closeOperatorTask: (input) => this.answer('closeOperatorTask', input, () => ({})),
    returnCase: (input) => this.answer('returnCase', input, (now) => ({ deadline: this.deadlineOf(input.term, now) })),
    lapseCase: (input) => this.answer('lapseCase', input, () => ({})),
    rejectCase: (input) =>
      this.answer('rejectCase', input, (now) => ({ reconsiderUntil: this.reconsiderUntil(input, now) })),
    deferCase: (input) =>
      this.answer('deferCase', input, (now) => ({ deadline: this.deferralOf(input.advance.decidedOn, now) })),
    requireRectification: (input) =>
      this.answer('requireRectification', input, (now) => ({
        deadline: this.deadlineOf(input.term, now),
        extended: this.deadlineOf(input.extendedTerm, now),
      })),
    openMeeting: (input) =>
      this.answer('openMeeting', input, (now) => ({
        ...this.open(input.place, 'meeting', `meeting-${input.planNumber}`),
        idle: idleFrom(now),
      })),
    recordResolution: (input) => this.answer('recordResolution', input, (now) => ({ idle: idleFrom(now) })),
    noteCommitteeDeclined: (input) => this.answer('noteCommitteeDeclined', input, (now) => ({ idle: idleFrom(now) })),
    openReview: (input) => this.answer('openReview', input, (now) => this.openReview(input.place, input.review, now)),
    openConcurrentReview: (input) =>
      this.answer('openConcurrentReview', input, (now) => ({
        reviews: input.reviews.map((wish) => this.openReview(input.place, wish, now)),
        filing: this.filingFor(input, now),
      })),
    handOverReview: (input) => this.answer('handOverReview', input, () => ({})),
    openInspection: (input) =>
      this.answer('openInspection', input, (now) => ({
        ...this.openDue(input.place, 'inspection', nameOf('inspection', input.round.round), { term: input.term, now }),
        facts: [receiptOf(input.filing)],
      })),
    setVisitDue: (input) =>
      this.answer('setVisitDue', input, (now) => ({ deadline: this.deadlineOf(input.term, now) })),
    setReportDue: (input) =>
      this.answer('setReportDue', input, (now) => ({ deadline: this.deadlineOf(input.term, now) })),
    openNotice: (input) =>
      this.answer('openNotice', input, (now) =>
        this.openDue(input.place, 'notice', nameOf('notice', input.round.round), { term: input.term, now }),
      ),
    stopNotice: (input) => this.answer('stopNotice', input, () => ({})),
    resumeNotice: (input) =>
      this.answer('resumeNotice', input, (now) => ({
        deadline: this.deadlineOf({ startedOn: input.from.resumedOn, limit: 'publicity' }, now),
        resumedAt: input.advance.decision.sequence + 1,
      })),
    passNotice: (input) => this.answer('passNotice', input, () => ({ passed: position(input.work, 9) })),
    designateSite: (input) =>
      this.answer('designateSite', input, () => {
        const { work } = this.open(input.place, 'site', 'site');
        return { site: work, designated: position(work, 1) };
      }),
    planGrants: (input) =>
      this.answer('planGrants', input, (now) => ({
        planned: input.wishes
          .filter(({ fund }) => !this.isTroubled(`planGrants ${fund}`, input.place.caseId))
          .map((wish) => this.plan({ ...input, wish }, now)),
      })),
    planGrant: (input) =>
      this.answer('planGrant', input, (now) => ({ planned: this.plan(input, now) }), `planGrant ${input.wish.fund}`),
    settleGrants: (input) => this.answer('settleGrants', input, () => ({})),
    instructPayment: (input) => this.answer('instructPayment', input, () => ({})),
    settleReservation: (input) => this.answer('settleReservation', input, () => ({})),
  };

  private isTroubled(name: string, caseId: string): boolean {
    const index = this.troubles.findIndex((one) => one.name === name && one.caseId === caseId);
    return index >= 0 && this.troubles.splice(index, 1).length > 0;
  }

  /** A case is reconsidered once: after its second rejection nobody can ask. */
  private reconsiderUntil({ place, advance }: InputOf<'rejectCase'>, now: string): string | null {
    if (this.rejected.has(place.caseId)) return null;
    this.rejected.add(place.caseId);
    return this.deadlineOf({ startedOn: advance.decidedOn, limit: 'reconsiderationRequest' }, now).endsAt;
  }

  private deferralOf(decidedOn: string, now: string): Deadline {
    const { alarms } = this.deadlineOf({ startedOn: decidedOn, limit: 'jointReview' }, now);
    const endsAt = new Date(Date.parse(alarms[0]?.at ?? now) + 365 * DAY_MS).toISOString();
    return { dueOn: endsAt.slice(0, 10), endsAt, alarms: alarms.filter(({ kind }) => kind === 'remind') };
  }

  private openReview(place: Place, { kind, term, round }: ReviewWish, now: string): OpenedReview {
    const name = nameOf(kind, round.round);
    const opened = this.openDue(place, 'review', name, { term, now });
    const answerBy = this.given.get(`${place.caseId}/${name}`);
    return answerBy === undefined ? opened : { ...opened, answerBy };
  }

  private filingFor(
    { place, reviews, filing }: InputOf<'openConcurrentReview'>,
    now: string,
  ): OpenedWithDeadline | null {
    if (filing.kept !== null || reviews.every(({ kind }) => kind !== 'health-verification')) return null;
    return this.openDue(place, 'filing', nameOf('filing', filing.round), { term: filing.receipt, now });
  }

  private async answer<Name extends Port, Result>(
    name: Name,
    input: InputOf<Name>,
    result: (now: string) => Result,
    alias: string = name,
  ): Promise<Answer<Result>> {
    const { caseId } = input.place;
    const index = this.troubles.findIndex((one) => [name, alias].includes(one.name) && one.caseId === caseId);
    const trouble = index < 0 ? undefined : this.troubles.splice(index, 1)[0]?.trouble;
    if (trouble instanceof Error) throw trouble;
    this.calls.push({ name, input });
    const now = await this.clock();
    if (trouble !== undefined) return { ...trouble, command: name, now };
    const application = this.application(caseId);
    const isOpen = whatItAsks(name, input).every((ask) => ask(application));
    if (isOpen) return { kind: 'done', now, ...result(now) };
    const facts = [...application.facts];
    return { kind: 'refused', command: name, rule: 'G-STATE', message: 'not in this state', now, facts };
  }

  private plan({ place, wish: { fund, budget }, term }: InputOf<'planGrant'>, now: string): PlannedGrant {
    return {
      fund,
      budget,
      grantId: this.open(place, 'grant', `grant-${fund}`).work.slice('grant/'.length),
      reservedFor: `${place.caseId}-${fund}`,
      deadline: this.deadlineOf(term, now),
    };
  }

  private open(place: Place, noun: string, name: string): Opened {
    const work = `${noun}/${place.caseId}-${name}`;
    this.subjects.set(`${place.caseId}/${name}`, work);
    return { work };
  }

  private openDue(
    place: Place,
    noun: string,
    name: string,
    { term, now }: { term: Term; now: string },
  ): OpenedWithDeadline {
    return { ...this.open(place, noun, name), deadline: this.deadlineOf(term, now) };
  }
}

const idleFrom = (now: string): { since: string; endsAt: string } => ({
  since: now.slice(0, 10),
  endsAt: new Date(Date.parse(now) + 180 * DAY_MS).toISOString(),
});

type Ask = (application: PlayedApplication) => boolean;

/** What a request asks of the application, in its order. */
const whatItAsks = (name: Port, input: InputOf<Port>): readonly Ask[] => {
  const advance = 'advance' in input ? input.advance : null;
  if (name === 'lapseCase') return [(application) => application.lapse()];
  if (name === 'archiveDraft') return [(application) => application.archive()];
  if ('returned' in input) {
    const steps = input.returned.map(({ step }) => step);
    return [
      ...input.passed.map(
        (one): Ask =>
          (application) =>
            application.advance(one),
      ),
      (application) => application.return(steps),
    ];
  }
  return advance === null ? [] : [(application) => application.advance(advance)];
};

/** `formal-check`, and `formal-check-2` when it is done once more. */
export const nameOf = (step: string, round: number): string => (round === 1 ? step : `${step}-${round}`);

const receiptOf = (filing: string): Fact => ({
  subject: filing,
  sequence: 2,
  type: 'filing.receipted',
  officeDate: '2026-03-20',
  actor: 'CH_OFFICER-1',
  data: {
    filingNo: '川托备510107001',
    receiptDate: '2026-03-20',
    filedName: '蓉城智造托育园',
    filedAddress: '成都市武侯区示例路1号',
    filedPlaces: 9,
    receiptHash: null,
    recordedBy: 'CH_OFFICER-1',
    recordedOn: '2026-03-20',
  },
});

const position = (subject: string, sequence: number): Position => ({ subject, sequence });
