import {
  WorkflowFailedError,
  type WorkflowClient,
  type WorkflowHandle,
  type WorkflowHandleWithFirstExecutionRunId,
} from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { REVIEW_SEATS, type PlanFacts, type ReviewKind } from '#libs/contracts';
import { eventually } from '#libs/testing';
import type { ProcedureActivities } from '../src/definitions/activities.ports.js';
import type { application, CaseResult } from '../src/definitions/application.workflow.js';
import {
  applicationWorkflowId,
  clockMovedSignal,
  factSignal,
  retrySignal,
  stepQuery,
  type ClockMode,
  type Fact,
  type FactOf,
  type Standing,
} from '../src/definitions/case.signals.js';
import type { grant, GrantResult } from '../src/definitions/grant.workflow.js';
import { FACTS } from './case-facts.js';
import { nameOf, type FakeOffice } from './fake-office.js';

export const TASK_QUEUE = 'procedure-test';

type Outcome = FactOf<'review.decided'>['data']['outcome'];
/** How a corrected version differs, and the facts it now has. */
type Corrected = Partial<NonNullable<FactOf<'application.plan-sealed'>['data']['correction']>> & { facts?: PlanFacts };
export const hashOf = (number: number): string => String(number).repeat(64).slice(0, 64);

/** Tells the facts of one case's main line to its workflow, as the signallers would, in whatever order a test wants. */
export class CaseTelling {
  readonly caseId = randomUUID();
  private readonly sequences = new Map<string, number>();
  private moved: WorkflowHandle<typeof application> | undefined;
  private started: WorkflowHandleWithFirstExecutionRunId<typeof application> | undefined;

  /** All that has happened so far, as the journals of the services would have it. */
  readonly happened: Fact[] = [];

  constructor(
    private client: WorkflowClient,
    protected readonly office: FakeOffice,
    private readonly clock: ClockMode,
    private readonly taskQueue = TASK_QUEUE,
  ) {}

  get handle(): WorkflowHandle<typeof application> {
    if (this.moved !== undefined) return this.moved;
    if (this.started === undefined) throw new Error('the case has not begun');
    return this.started;
  }

  /** Goes on with another server, to which the workflow was brought. */
  moveTo(client: WorkflowClient): void {
    this.client = client;
    this.moved = client.getHandle<typeof application>(this.subject);
  }

  get subject(): string {
    return applicationWorkflowId(this.caseId);
  }

  creation(on: string): FactOf<'application.created'> {
    return this.fact(this.subject, 'application.created', on, {
      employerUscc: FACTS.employerUscc,
      unionUscc: FACTS.unionUscc,
      managingUnit: FACTS.managingUnit,
      siteUnit: FACTS.siteUnit,
      siteAddress: FACTS.siteAddress,
      programmeYear: 2026,
      claim: 'claim',
      createdOn: on,
      createdBy: 'handler-1',
    });
  }

  async begin(on = '2026-02-10'): Promise<void> {
    const { caseId, clock } = this;
    const created = this.creation(on);
    this.happens(created);
    this.started = await this.client.start<typeof application>('application', {
      workflowId: this.subject,
      taskQueue: this.taskQueue,
      args: [{ caseId, clock, facts: [created] }],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  }

  /** Makes the next fact about a subject, without telling it. */
  fact<Type extends Fact['type']>(subject: string, type: Type, on: string, data: FactOf<Type>['data']): FactOf<Type> {
    const sequence = (this.sequences.get(subject) ?? 0) + 1;
    this.sequences.set(subject, sequence);
    return { subject, sequence, type, data, officeDate: on, actor: 'somebody' };
  }

  /** It has happened, and nobody told the workflow yet. */
  happens(fact: Fact): void {
    this.happened.push(fact);
    if (fact.subject === this.subject) this.office.application(this.caseId).hear(fact);
  }

  async tell(fact: Fact): Promise<void> {
    this.happens(fact);
    await this.handle.signal(factSignal, fact);
  }

  async tellGrant(fact: Fact): Promise<void> {
    await this.client.getHandle(fact.subject).signal(factSignal, fact);
    this.happens(fact);
  }

  plan(number: number, on: string, correction?: Corrected): FactOf<'application.plan-sealed'> {
    const { facts = FACTS, ...differs } = correction ?? {};
    const sealed = this.fact(this.subject, 'application.plan-sealed', on, {
      number,
      planHash: hashOf(number),
      sealedOn: on,
      facts,
      warnings: [],
      ...(correction === undefined
        ? {}
        : { correction: { comparedWith: hashOf(number - 1), changedItems: [], needsResolution: false, ...differs } }),
    });
    return { ...sealed, actor: `handler-${number}` };
  }

  async seal(number: number, on = '2026-02-20', correction?: Corrected): Promise<void> {
    await this.tell(this.plan(number, on, correction));
  }

  /** Waits until the workflow has asked for this so often. */
  async asked(name: keyof ProcedureActivities, times = 1): Promise<void> {
    await eventually(() => {
      if (this.office.of(name, this.caseId).length < times) throw new Error(`${name} was not asked for yet`);
    });
  }

  adoption(number: number, on = '2026-02-25'): FactOf<'meeting.adopted'> {
    return this.fact(`meeting/${this.caseId}-meeting-${number}`, 'meeting.adopted', on, {
      planHash: hashOf(number),
      resolutionNo: `DEC-${number}`,
      resolutionHash: 'b'.repeat(64),
      minutesHash: 'c'.repeat(64),
      signInHash: 'd'.repeat(64),
      decidedOn: on,
      decidedBy: 'chair-1',
      count: { total: 7, present: 5, recused: 0, yes: 4, no: 1, abstain: 0 },
    });
  }

  async adopt(number: number, on = '2026-02-25'): Promise<void> {
    await this.opened(`meeting-${number}`);
    await this.tell(this.adoption(number, on));
  }

  async decline(number: number, on = '2026-02-24'): Promise<void> {
    await this.tell(
      this.fact(await this.opened(`meeting-${number}`), 'meeting.declined', on, {
        planHash: hashOf(number),
        minutesHash: 'c'.repeat(64),
        signInHash: 'd'.repeat(64),
        decidedOn: on,
        decidedBy: 'chair-1',
        count: { total: 7, present: 5, recused: 0, yes: 3, no: 2, abstain: 0 },
        rule: 'R-COM-02',
      }),
    );
  }

  submission(number: number, on = '2026-03-02'): FactOf<'application.submitted'> {
    return this.fact(this.subject, 'application.submitted', on, {
      caseNo: 'TY2026-00000001',
      planHash: hashOf(number),
      resolutionHash: 'b'.repeat(64),
      declarationsHash: 'e'.repeat(64),
      submittedOn: on,
      submittedBy: 'chair-1',
    });
  }

  async submit(number: number, on?: string): Promise<void> {
    await this.asked('recordResolution');
    await this.tell(this.submission(number, on));
  }

  decision(
    kind: ReviewKind,
    on: string,
    outcome: Outcome = 'passed',
    work = `review/${this.caseId}-${kind}`,
  ): FactOf<'review.decided'> {
    const isJoint = kind === 'joint-review' && outcome === 'passed';
    const reasoned = outcome === 'rejected' || outcome === 'deferred';
    return this.fact(work, 'review.decided', on, {
      kind,
      outcome,
      reasonCode: reasoned ? 'CAPACITY' : null,
      reasonHash: reasoned ? 'f'.repeat(64) : null,
      ...(outcome === 'returned' ? { defectsHash: 'd'.repeat(64), defectItems: ['budget'] } : {}),
      decidedOn: on,
      decidedBy: REVIEW_SEATS[kind].seats.map(({ role, level, duty }) => ({ role, level, duty, actor: `${role}-1` })),
      unionGrantFen: isJoint ? 10_000_000 : null,
      healthGrantFen: isJoint ? 5_000_000 : null,
      documentNo: kind === 'designation' && outcome === 'passed' ? '蓉工发〔2026〕1号' : null,
    });
  }

  async decide(kind: ReviewKind, on: string, outcome: Outcome = 'passed', round = 1): Promise<void> {
    const work = await this.opened(nameOf(kind, round));
    await this.tell(this.decision(kind, on, outcome, work));
  }

  async visit(on: string, round = 1): Promise<void> {
    await this.tell(
      this.fact(await this.opened(nameOf('inspection', round)), 'inspection.visited', on, {
        visitedOn: on,
        lead: 'inspector-1',
        leadBody: 'union',
        companion: 'inspector-2',
      }),
    );
  }

  async complete(on: string, outcome: 'passed' | 'rectification' | 'rejected' = 'passed', round = 1): Promise<void> {
    await this.tell(
      this.fact(await this.opened(nameOf('inspection', round)), 'inspection.completed', on, {
        outcome,
        reasonCode: outcome === 'passed' ? null : 'SAFETY',
        sheetHash: 'a'.repeat(64),
        completedOn: on,
        inspectors: ['inspector-1', 'inspector-2'],
        ...(outcome === 'rectification' ? { failedItems: ['FIRE'] } : {}),
      }),
    );
  }

  /** Approves a grant's order and, when the workflow has sent it to the bank, reports what the bank did. */
  async approve(fund: string, on: string): Promise<void> {
    const subject = await this.opened(`grant-${fund}`);
    await eventually(() =>
      this.tellGrant(this.fact(subject, 'grant.approved', on, { amountFen: 10_000_000, by: 'approver-1', on })),
    );
  }

  async bankReports(result: 'paid' | 'failed', on: string, instruction = 1): Promise<void> {
    const subject = await this.opened('grant-UNION_MUNI');
    await this.asked('instructPayment', instruction);
    await this.tellGrant(
      result === 'paid'
        ? this.fact(subject, 'grant.paid', on, { reference: 'B1', amountFen: 10_000_000, paidOn: on })
        : this.fact(subject, 'grant.payment-failed', on, { reference: 'B1', reasonHash: 'a'.repeat(64), on }),
    );
  }

  async voucher(on: string): Promise<void> {
    const subject = await this.opened('grant-FISCAL_HEALTH');
    const data = { voucherNo: 'V-1', amountFen: 5_000_000, paidOn: on, by: 'MH_OFFICER-1', on };
    await eventually(() => this.tellGrant(this.fact(subject, 'grant.voucher-recorded', on, data)));
  }

  /** How the workflow of a grant ended. */
  async grantResult(fund: string): Promise<GrantResult> {
    const subject = await this.opened(`grant-${fund}`);
    return this.client.getHandle<typeof grant>(subject).result();
  }

  /** The subject of a work, as soon as the workflow has had it opened. */
  opened(name: string): Promise<string> {
    return eventually(() => {
      const work = this.office.work(this.caseId, name);
      if (work === undefined) throw new Error(`${name} is not open yet`);
      return work;
    });
  }

  async clockMoves(now: string): Promise<void> {
    await this.handle.signal(clockMovedSignal, { now });
  }

  async retry(): Promise<void> {
    await this.handle.signal(retrySignal);
  }

  standing(): Promise<Standing> {
    return this.handle.query(stepQuery);
  }

  async result(): Promise<CaseResult> {
    try {
      return await this.handle.result();
    } catch (error) {
      throw error instanceof WorkflowFailedError ? error.cause : error;
    }
  }
}
