import { WorkflowFailedError, type WorkflowClient, type WorkflowHandleWithSignaledRunId } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { REVIEW_SEATS, type PlanFacts, type ReviewKind } from '#libs/contracts';
import { eventually } from '#libs/testing';
import type { application, CaseResult } from '../src/definitions/application.workflow.js';
import {
  applicationWorkflowId,
  clockMovedSignal,
  factSignal,
  retrySignal,
  stepQuery,
  type AwaitedType,
  type ClockMode,
  type Fact,
  type FactOf,
  type Standing,
} from '../src/definitions/case.signals.js';
import type { FakeOffice } from './fake-office.js';

export const TASK_QUEUE = 'procedure-test';

const FACTS: PlanFacts = {
  employerName: '蓉城智造有限公司',
  employerUscc: '91510100MA6CDEFG0X',
  employerNature: 'PRIVATE',
  unionName: '蓉城智造有限公司工会委员会',
  unionUscc: '81510100MC12345678',
  managingUnit: '510107',
  siteUnit: '510107',
  siteAddress: '成都市武侯区示例路1号',
  institutionName: '蓉城智造托育园',
  institutionUscc: '91510107MA6HIJKL1X',
  mode: 'SELF',
  classes: [{ kind: 'INFANT', children: 9, carers: 3, floor: 1 }],
  places: 9,
  filing: {
    no: '川托备510107001',
    receiptDate: '2026-02-02',
    filedName: '蓉城智造托育园',
    filedAddress: '成都市武侯区示例路1号',
    filedPlaces: 9,
  },
  supplierUsccs: [],
  attachments: [],
  requestedUnionFen: 10_000_000,
  requestedHealthFen: 5_000_000,
};
const hashOf = (number: number): string => String(number).repeat(64).slice(0, 64);

/** Tells one case's facts to its workflow, as the signallers would, in whatever order a test wants. */
export class CaseStory {
  readonly caseId = randomUUID();
  private readonly sequences = new Map<string, number>();
  private started: WorkflowHandleWithSignaledRunId<typeof application> | undefined;

  constructor(
    private readonly client: WorkflowClient,
    private readonly office: FakeOffice,
    private readonly clock: ClockMode,
    private readonly taskQueue = TASK_QUEUE,
  ) {}

  get handle(): WorkflowHandleWithSignaledRunId<typeof application> {
    if (this.started === undefined) throw new Error('the case has not begun');
    return this.started;
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
    this.started = await this.client.signalWithStart<typeof application, [Fact]>('application', {
      workflowId: this.subject,
      taskQueue: this.taskQueue,
      args: [{ caseId, clock }],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      signal: factSignal,
      signalArgs: [this.creation(on)],
    });
  }

  /** Makes the next fact about a subject, without telling it. */
  fact<Type extends AwaitedType>(subject: string, type: Type, on: string, data: FactOf<Type>['data']): FactOf<Type> {
    const sequence = (this.sequences.get(subject) ?? 0) + 1;
    this.sequences.set(subject, sequence);
    return { subject, sequence, type, data, officeDate: on, actor: 'somebody' };
  }

  async tell(fact: Fact): Promise<void> {
    await this.handle.signal(factSignal, fact);
  }

  async tellGrant(fact: Fact): Promise<void> {
    await this.client.getHandle(fact.subject).signal(factSignal, fact);
  }

  plan(number: number, on: string): FactOf<'application.plan-sealed'> {
    const sealed = this.fact(this.subject, 'application.plan-sealed', on, {
      number,
      planHash: hashOf(number),
      sealedOn: on,
      facts: FACTS,
      warnings: [],
    });
    return { ...sealed, actor: `handler-${number}` };
  }

  async seal(number: number, on = '2026-02-20'): Promise<void> {
    await this.tell(this.plan(number, on));
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
    await eventually(() => {
      if (this.office.of('recordResolution', this.caseId).length === 0) throw new Error('no resolution yet');
    });
    await this.tell(this.submission(number, on));
  }

  decision(
    kind: ReviewKind,
    on: string,
    outcome: 'passed' | 'rejected' = 'passed',
    work = `review/${this.caseId}-${kind}`,
  ): FactOf<'review.decided'> {
    const isJoint = kind === 'joint-review' && outcome === 'passed';
    return this.fact(work, 'review.decided', on, {
      kind,
      outcome,
      reasonCode: outcome === 'rejected' ? 'CAPACITY' : null,
      reasonHash: outcome === 'rejected' ? 'f'.repeat(64) : null,
      decidedOn: on,
      decidedBy: REVIEW_SEATS[kind].seats.map(({ role, level, duty }) => ({ role, level, duty, actor: `${role}-1` })),
      unionGrantFen: isJoint ? 10_000_000 : null,
      healthGrantFen: isJoint ? 5_000_000 : null,
      documentNo: kind === 'designation' && outcome === 'passed' ? '蓉工发〔2026〕1号' : null,
    });
  }

  async decide(kind: ReviewKind, on: string, outcome: 'passed' | 'rejected' = 'passed'): Promise<void> {
    await this.opened(kind);
    await this.tell(this.decision(kind, on, outcome));
  }

  async receipt(on: string): Promise<void> {
    await this.tell(
      this.fact(await this.opened('filing'), 'filing.receipted', on, {
        filingNo: FACTS.filing.no,
        receiptDate: on,
        filedName: FACTS.filing.filedName,
        filedAddress: FACTS.filing.filedAddress,
        filedPlaces: FACTS.filing.filedPlaces,
        receiptHash: null,
        recordedBy: 'CH_OFFICER-1',
        recordedOn: on,
      }),
    );
  }

  async visit(on: string): Promise<void> {
    await this.tell(
      this.fact(await this.opened('inspection'), 'inspection.visited', on, {
        visitedOn: on,
        lead: 'inspector-1',
        leadBody: 'union',
        companion: 'inspector-2',
      }),
    );
  }

  async complete(on: string, outcome: 'passed' | 'rejected' = 'passed'): Promise<void> {
    await this.tell(
      this.fact(await this.opened('inspection'), 'inspection.completed', on, {
        outcome,
        reasonCode: outcome === 'rejected' ? 'SAFETY' : null,
        sheetHash: 'a'.repeat(64),
        completedOn: on,
        inspectors: ['inspector-1', 'inspector-2'],
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
    await eventually(() => {
      if (this.office.of('instructPayment', this.caseId).length < instruction) throw new Error('not instructed yet');
    });
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
