import { condition, setHandler, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { CaseListing, PlanFacts, Position, PriorAct } from '#libs/contracts';
import { ask } from './activities.options.js';
import type { Answer, Done, Dossier, Place, ProcedureActivities, Refused } from './activities.ports.js';
import { CaseEnded } from './case-ended.step.js';
import { CaseFile, positionOf } from './case-file.signals.js';
import {
  applicationWorkflowId,
  factSignal,
  retrySignal,
  stepQuery,
  type CaseStart,
  type FactOf,
  type StepFault,
} from './case.signals.js';
import { OfficeTime } from './office-clock.signals.js';
import { PlanBook, type SealedPlan } from './plan-book.step.js';
import { StepRounds } from './step-rounds.step.js';

/** What a step is waiting for, as the query `step` shows it. */
interface Waiting {
  readonly what: string;
  readonly since: string;
  readonly due: string | null;
}

/** Facts with which the application leads the case on by itself. */
export type TurnType =
  | 'application.resubmitted'
  | 'application.resumed'
  | 'application.rectification-extended'
  | 'application.rectification-submitted'
  | 'application.reconsideration-opened';

export interface Expectation {
  /** Refusals that lead somewhere in this step; any other is a fault. */
  readonly refusal?: (refused: Refused) => boolean;
  /** A fault is given up when this has become true, because it no longer matters. */
  readonly unless?: () => boolean;
}

/** Stands for the plan's hash before there is a plan, so that a fault in a draft's first steps can be a task too. */
const NO_PLAN_HASH = '0'.repeat(64);

/** The desk at which one workflow works: its file, its clock, and how it asks the services. */
export class CaseDesk {
  readonly file = new CaseFile();
  readonly clock: OfficeTime;
  readonly caseId: string;
  /** Subjects of work that is open elsewhere, to be closed when the case ends. */
  readonly openWork = new Set<string>();
  readonly plans = new PlanBook();
  readonly rounds = new StepRounds();
  /** The committee's decision that carries the plan as it was submitted last, and the fact that binds the two. */
  resolution: { readonly resolutionHash: string; readonly binding: Position } | undefined;
  /** The number that the case got when it was submitted. */
  caseNo = '';
  /** Sequence of the last fact of the application that turned the case and was taken up. */
  private turned = 0;
  private readonly acts: PriorAct[] = [];
  private readonly waiting = new Set<Waiting>();
  private readonly faultsPerStep = new Map<string, number>();
  private known: Pick<Dossier, 'planHash' | 'facts'> | undefined;
  private retries = 0;
  /** Oldest first: two tracks may stand still at once. */
  private readonly faults: StepFault[] = [];
  private since: string;
  private isClosing = false;

  constructor(
    { caseId, clock, facts }: CaseStart,
    public step: string,
  ) {
    this.caseId = caseId;
    this.clock = new OfficeTime(clock);
    this.since = this.clock.now;
    this.file.add(...facts);
    setHandler(factSignal, (fact) => this.file.add(fact));
    setHandler(retrySignal, () => {
      this.retries += 1;
    });
    setHandler(stepQuery, () => ({
      step: this.step,
      waitingFor: [...this.waiting].map(({ what }) => what),
      since: [...this.waiting].map(({ since }) => since).sort()[0] ?? this.since,
      due: [...this.waiting].flatMap(({ due }) => (due === null ? [] : [due])).sort()[0] ?? null,
      fault: this.faults[0] ?? null,
    }));
  }

  /** Where in the procedure a command is sent from, and which fact led there. */
  place(step: string, round: number, cause: Position): Place {
    const traceparent = this.file.traceOf(cause);
    const place = { workflowId: workflowInfo().workflowId, caseId: this.caseId, step, round, cause };
    return traceparent === undefined ? place : { ...place, traceparent };
  }

  /** What every opened work carries: plan, listing and who did what so far. */
  get dossier(): Dossier {
    if (this.known === undefined) throw new Error('There is no plan yet');
    const { planHash, facts } = this.known;
    return { planHash, facts, listing: listingOf(facts, this.caseNo), priorActs: [...this.acts] };
  }

  /** The plan version that the case is about from now on. */
  take({ data: { planHash, facts } }: SealedPlan): void {
    this.known = { planHash, facts };
  }

  /** Who did what on this case, for the separation of duties (R-PROC-05). */
  remember(...acts: readonly PriorAct[]): void {
    for (const act of acts) {
      const isKnown = this.acts.some(
        ({ level, duty, actor }) => level === act.level && duty === act.duty && actor === act.actor,
      );
      if (!isKnown) this.acts.push(act);
    }
  }

  /** Subject of the application, whose facts are about the case as a whole. */
  get subject(): string {
    return applicationWorkflowId(this.caseId);
  }

  /** The next fact of this kind with which the application turned the case, if it is there. */
  nextTurn<Type extends TurnType>(type: Type): FactOf<Type> | undefined {
    return this.file.first(this.subject, type, this.turned);
  }

  /** What came before it is over. */
  takeTurn({ sequence }: Position): void {
    this.turned = sequence;
  }

  /** From now on the case is being closed, and nothing ends it once more. */
  beginClosing(): void {
    this.isClosing = true;
  }

  /**
   * Waits for what `what` names, until it is there or the instant has come. Says whether it is there. Null: for nobody in
   * particular, so that it is not shown as waited for.
   * @throws CaseEnded when people have ended the case
   */
  async waitFor(
    what: string | null,
    done: () => boolean,
    until?: { instant?: string | undefined; due?: string },
  ): Promise<boolean> {
    const waiting = what === null ? undefined : { what, since: this.clock.now, due: until?.due ?? null };
    if (waiting !== undefined) this.waiting.add(waiting);
    try {
      const isDone = await this.clock.wait(() => done() || this.hasEnded, until?.instant);
      this.assertGoesOn();
      return isDone;
    } finally {
      if (waiting !== undefined) this.waiting.delete(waiting);
      this.since = this.clock.now;
    }
  }

  /** Does something that no service may refuse here. */
  async must<Result>(
    place: Place,
    call: (activities: ProcedureActivities) => Promise<Answer<Result>>,
  ): Promise<Done<Result>> {
    const answer = await this.perform(place, call);
    if (answer?.kind === 'done') return answer;
    throw new Error(`${place.step} went on without an answer`);
  }

  /**
   * Does something that may be refused. Undefined when it was given up because it no longer matters.
   * @throws CaseEnded when it was refused because people have ended the case
   */
  async perform<Result>(
    place: Place,
    call: (activities: ProcedureActivities) => Promise<Answer<Result>>,
    { refusal = () => false, unless = () => false }: Expectation = {},
  ): Promise<Done<Result> | Refused | undefined> {
    for (;;) {
      const answer = await ask(call);
      this.clock.hear(answer.now);
      this.file.add(...(answer.facts ?? []));
      if (answer.kind === 'done') return answer;
      this.assertGoesOn();
      if (answer.kind === 'refused' && refusal(answer)) return answer;
      const code = answer.kind === 'refused' ? answer.rule : String(answer.status);
      const fault = { step: place.step, command: answer.command, code, message: answer.message };
      if (!(await this.waitForOperator(place, fault, unless))) return undefined;
    }
  }

  /** Opens a task for the operator and waits until he says `retry` or passes the task. */
  private async waitForOperator(place: Place, fault: StepFault, unless: () => boolean): Promise<boolean> {
    const seen = this.retries;
    this.faults.push(fault);
    this.noteFaults();
    const round = (this.faultsPerStep.get(place.step) ?? 0) + 1;
    this.faultsPerStep.set(place.step, round);
    const task = await this.openOperatorTask({ ...place, step: `${place.step}-fault`, round }, fault);
    const retried = (): boolean =>
      this.retries > seen || (task !== undefined && this.file.first(task, 'review.decided')?.data.outcome === 'passed');
    await condition(() => retried() || unless() || this.hasEnded);
    if (task !== undefined) {
      const about = { ...place, step: `${place.step}-fault`, round };
      await ask((activities) => activities.closeOperatorTask({ place: about, work: task }));
    }
    this.faults.splice(this.faults.indexOf(fault), 1);
    this.noteFaults();
    this.assertGoesOn();
    return retried();
  }

  private async openOperatorTask(place: Place, { command, code }: StepFault): Promise<string | undefined> {
    const dossier = {
      planHash: this.known?.planHash ?? NO_PLAN_HASH,
      listing: this.known === undefined ? this.draftListing() : listingOf(this.known.facts, this.caseNo),
      priorActs: [],
    };
    const input = { place, dossier, about: { command, code }, since: this.clock.now };
    const answer = await ask((activities) => activities.openOperatorTask(input));
    // A task that cannot be opened either must not hide the fault: the query shows it, and `retry` still works.
    return answer.kind === 'done' ? answer.work : undefined;
  }

  private draftListing(): Dossier['listing'] {
    const created = this.file.first(this.subject, 'application.created')?.data;
    return {
      caseNo: '',
      employerName: '',
      employerUscc: created?.employerUscc ?? '',
      unionUscc: created?.unionUscc ?? '',
      managingUnit: created?.managingUnit ?? '',
      siteUnit: created?.siteUnit ?? '',
      mode: '',
      requestedUnionFen: 0,
    };
  }

  /** The applicant withdrew or the municipal union terminated. The application has decided that this came first. */
  private get ending(): FactOf<'application.withdrawn'> | FactOf<'application.terminated'> | undefined {
    if (this.isClosing) return undefined;
    const { file, subject } = this;
    return file.first(subject, 'application.withdrawn') ?? file.first(subject, 'application.terminated');
  }

  private get hasEnded(): boolean {
    return this.ending !== undefined;
  }

  private assertGoesOn(): void {
    const { ending } = this;
    if (ending === undefined) return;
    const cause = positionOf(ending);
    throw ending.type === 'application.withdrawn'
      ? new CaseEnded('WITHDRAWN', { why: 'withdrawn', cause })
      : new CaseEnded('TERMINATED', { why: 'terminated', cause });
  }

  private noteFaults(): void {
    upsertSearchAttributes([
      { key: { name: 'CaseState', type: 'KEYWORD' }, value: this.faults.length === 0 ? 'RUNNING' : 'FAULT' },
    ]);
  }
}

const listingOf = (facts: PlanFacts, caseNo: string): CaseListing => ({
  caseNo,
  employerName: facts.employerName,
  employerUscc: facts.employerUscc,
  unionUscc: facts.unionUscc,
  managingUnit: facts.managingUnit,
  siteUnit: facts.siteUnit,
  mode: facts.mode,
  requestedUnionFen: facts.requestedUnionFen,
});
