import type { Position } from '#libs/contracts';
import type {
  Answer,
  Deadline,
  Faulted,
  Opened,
  OpenedWithDeadline,
  Place,
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
export type Trouble = Omit<Refused, 'command'> | Omit<Faulted, 'command'> | Error;

const DAY_MS = 86_400_000;

/** Services that say yes to everything unless told otherwise, and write down what they were asked. */
export class FakeOffice {
  readonly calls: Call[] = [];
  private readonly troubles: { name: Port; caseId: string; trouble: Trouble }[] = [];
  private readonly subjects = new Map<string, string>();

  constructor(
    /** Office time, RFC 3339. */
    private readonly clock: () => Promise<string>,
    private readonly deadlineOf: (term: Term, now: string) => Deadline,
  ) {}

  /** The next time a workflow of this case asks for this, there is trouble. */
  trouble(name: Port, caseId: string, trouble: Trouble): void {
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
    planGrants: (input) =>
      this.answer('planGrants', input, (now) => ({
        grants: input.wishes.map(({ fund, budget }) => ({
          fund,
          budget,
          grantId: this.open(input.place, 'grant', `grant-${fund}`).work.slice('grant/'.length),
          reservedFor: `${input.place.caseId}-${fund}`,
          deadline: this.deadlineOf(input.term, now),
        })),
      })),
    instructPayment: (input) => this.answer('instructPayment', input, () => ({})),
    settleReservation: (input) => this.answer('settleReservation', input, () => ({})),
  };

  private async answer<Name extends Port, Result>(
    name: Name,
    input: InputOf<Name>,
    result: (now: string) => Result,
  ): Promise<Answer<Result>> {
    const { caseId } = input.place;
    const index = this.troubles.findIndex((one) => one.name === name && one.caseId === caseId);
    const trouble = index < 0 ? undefined : this.troubles.splice(index, 1)[0]?.trouble;
    if (trouble instanceof Error) throw trouble;
    this.calls.push({ name, input });
    const now = await this.clock();
    return trouble === undefined ? { kind: 'done', now, ...result(now) } : { ...trouble, command: name };
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
