import type { GrantFund, Position } from '#libs/contracts';
import type {
  Answer,
  Deadline,
  Faulted,
  Opened,
  OpenedWithDeadline,
  Place,
  PlannedGrant,
  ProcedureActivities,
  Refused,
  Term,
} from '../src/definitions/activities.ports.js';

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

  constructor(
    /** Office time, RFC 3339. */
    private readonly clock: () => Promise<string>,
    private readonly deadlineOf: (term: Term, now: string) => Deadline,
  ) {}

  /** The next time a workflow of this case asks for this, there is trouble. A grant's planning goes by its fund as well. */
  trouble(name: Port | `planGrant ${GrantFund}`, caseId: string, trouble: Trouble): void {
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
    beginCase: (input) => this.answer('beginCase', input, (now) => ({ status: 'DRAFT' as const, idle: idleFrom(now) })),
    archiveDraft: (input) => this.answer('archiveDraft', input, () => ({})),
    advanceCase: (input) => this.answer('advanceCase', input, () => ({})),
    endCase: (input) => this.answer('endCase', input, () => ({})),
    raiseAlarms: (input) => this.answer('raiseAlarms', input, () => ({})),
    openOperatorTask: (input) =>
      this.answer('openOperatorTask', input, () =>
        this.open(input.place, 'review', `operator-${input.place.step}-${input.place.round}`),
      ),
    closeOperatorTask: (input) => this.answer('closeOperatorTask', input, () => ({})),
    openMeeting: (input) =>
      this.answer('openMeeting', input, (now) => ({
        ...this.open(input.place, 'meeting', `meeting-${input.planNumber}`),
        idle: idleFrom(now),
      })),
    recordResolution: (input) => this.answer('recordResolution', input, (now) => ({ idle: idleFrom(now) })),
    noteCommitteeDeclined: (input) => this.answer('noteCommitteeDeclined', input, (now) => ({ idle: idleFrom(now) })),
    openReview: (input) =>
      this.answer('openReview', input, (now) =>
        this.openDue(input.place, 'review', input.kind, { term: input.term, now }),
      ),
    openConcurrentReview: (input) =>
      this.answer('openConcurrentReview', input, (now) => ({
        municipal: this.openDue(input.place, 'review', 'municipal-review', { term: input.municipal, now }),
        health: this.openDue(input.place, 'review', 'health-verification', { term: input.health, now }),
        filing: this.openDue(input.place, 'filing', 'filing', { term: input.receipt, now }),
      })),
    openInspection: (input) =>
      this.answer('openInspection', input, (now) =>
        this.openDue(input.place, 'inspection', 'inspection', { term: input.term, now }),
      ),
    setReportDue: (input) =>
      this.answer('setReportDue', input, (now) => ({ deadline: this.deadlineOf(input.term, now) })),
    openNotice: (input) =>
      this.answer('openNotice', input, (now) =>
        this.openDue(input.place, 'notice', 'notice', { term: input.term, now }),
      ),
    passNotice: (input) => this.answer('passNotice', input, () => ({ passed: position(input.work, 9) })),
    designateSite: (input) =>
      this.answer('designateSite', input, () => {
        const { work } = this.open(input.place, 'site', 'site');
        return { site: work, designated: position(work, 1) };
      }),
    planGrant: (input) =>
      this.answer('planGrant', input, (now) => ({ grant: this.plan(input, now) }), `planGrant ${input.wish.fund}`),
    settleGrants: (input) => this.answer('settleGrants', input, () => ({})),
    instructPayment: (input) => this.answer('instructPayment', input, () => ({})),
    settleReservation: (input) => this.answer('settleReservation', input, () => ({})),
  };

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
    return trouble === undefined ? { kind: 'done', now, ...result(now) } : { ...trouble, command: name, now };
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

const position = (subject: string, sequence: number): Position => ({ subject, sequence });
