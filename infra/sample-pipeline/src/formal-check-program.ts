import { NuanchaoProblem, after, pause, type AnswerOf, type NuanchaoClient } from '#libs/client';
import type { DemonstrationSite } from '../../demonstration/src/demonstration-sites.js';
import type { OpenTask } from '../../demonstration/src/robots.js';
import { planAttachmentCodes } from '../../demonstration/src/service-plans.js';

export interface AutomaticStepOptions {
  /** SYS_ADMIN proposes, a municipal leader confirms: two persons, for whom the demonstration's accounts stand in. */
  readonly operator: NuanchaoClient;
  readonly leader: NuanchaoClient;
  /** The program that decides, and its client id. */
  readonly decider: NuanchaoClient;
  readonly clientId: string;
  readonly run: string;
  readonly report: (line: string) => void;
}

type Plan = AnswerOf<'applications', 'GET /applications/{id}/plan'>['plan'];

/** What the program looked at, as its decision says (R-AUTO-05). */
export interface PlanCheck {
  readonly check: string;
  readonly outcome: 'passed' | 'failed';
}

const KIND = 'formal-check';
const CITY = '5101';
const ANSWER_WITHIN_MINUTES = 240;
const PAUSE_MS = 500;
const ATTEMPTS = 40;
const WHY = '样例流水线运行期间，形式审查由程序按清单核对';
const path = { kind: KIND } as const;

/**
 * The one decision that this office may leave to a program: the formal check. It is offered while the run lasts, to a
 * program that belongs to no applicant. What does not pass goes to a person, for a program rejects nobody.
 */
export class AutomaticStep {
  private actor = '';

  constructor(private readonly options: AutomaticStepOptions) {}

  /** Has the step given to the program, unless another program has it. */
  async begin(today: string): Promise<void> {
    const { operator, clientId, report } = this.options;
    this.actor = (await operator.call('pipelines', 'GET /pipelines/{id}', { path: { id: clientId } })).actor;
    const now = await this.current();
    const holder = now?.state.inForce?.pipeline;
    if (holder !== undefined) {
      report(
        holder === this.actor
          ? '形式审查由本程序办理 formal checks are ours'
          : '形式审查另有程序办理 another program has formal checks',
      );
      return;
    }
    const position = await this.propose(today, now?.version ?? 0);
    const proposed = await this.current(position);
    const proposal = proposed?.state.proposed?.proposal;
    if (proposal === undefined) return;
    await this.options.leader.call('approvals', 'POST /automatic-steps/{kind}/confirmation', {
      path,
      body: { proposal },
      intent: this.intent('confirm', proposal),
    });
    report('形式审查交由程序办理 formal checks are given to the program');
  }

  /** Gives the step back to people when the run is over. */
  async end(): Promise<void> {
    const now = await this.current();
    if (now?.state.inForce?.pipeline !== this.actor) return;
    await this.options.operator.call('approvals', 'POST /automatic-steps/{kind}/end', {
      path,
      body: { reasonText: `${WHY}，现已结束` },
      intent: this.intent('end', now.version),
    });
  }

  isOwnTask({ role, assignee, action }: OpenTask): boolean {
    return role === 'PIPELINE' && action === 'decision' && assignee === this.actor;
  }

  /** Decides, or hands over to a person with what it found. @returns false when its time was over and a person has it */
  async decide({ subject, version, caseId }: OpenTask, site: DemonstrationSite): Promise<boolean> {
    const { decider } = this.options;
    const id = subject.slice(subject.indexOf('/') + 1);
    const { plan } = await decider.call('applications', 'GET /applications/{id}/plan', { path: { id: caseId } });
    const checks = planChecks(plan, planAttachmentCodes(site));
    const isGood = checks.every(({ outcome }) => outcome === 'passed');
    const intent = this.intent(subject, version);
    try {
      await (isGood
        ? decider.call('approvals', 'POST /reviews/{id}/decision', {
            path: { id },
            body: { outcome: 'pass', reasonText: '已按清单逐项核对，材料齐全、数字相符。', checks: [...checks] },
            intent,
          })
        : decider.call('approvals', 'POST /reviews/{id}/handover', {
            path: { id },
            body: { reasonText: '清单中有未通过的核对项，请由人员审查。', checks: [...checks] },
            intent,
          }));
      return true;
    } catch (error) {
      if (error instanceof NuanchaoProblem && error.rule?.startsWith('R-AUTO-') === true) return false;
      throw error;
    }
  }

  /** A registration travels as a fact: until it has come to approvals, the program is not known there (R-AUTO-01). */
  private async propose(today: string, version: number) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { position } = await this.options.operator.call('approvals', 'POST /automatic-steps/{kind}/proposal', {
          path,
          body: {
            pipeline: this.actor,
            unit: CITY,
            answerWithinMinutes: ANSWER_WITHIN_MINUTES,
            validFrom: today,
            reasonText: WHY,
          },
          intent: this.intent('propose', version, today, attempt),
        });
        return position;
      } catch (error) {
        const isUnknown = error instanceof NuanchaoProblem && error.rule === 'R-AUTO-01';
        if (!isUnknown || attempt === ATTEMPTS) throw error;
        await pause(PAUSE_MS);
      }
    }
  }

  /** Undefined when nobody has ever proposed anything. */
  private async current(position?: Parameters<typeof after>[0]) {
    try {
      return await this.options.operator.call('approvals', 'GET /automatic-steps/{kind}', {
        path,
        query: position === undefined ? {} : { after: after(position) },
      });
    } catch (error) {
      if (error instanceof NuanchaoProblem && error.status === 404) return undefined;
      throw error;
    }
  }

  private intent(...parts: readonly (string | number)[]): string {
    return [this.options.run, 'automatic-step', ...parts].join('/');
  }
}

/** The checklist: every attachment is there, no document twice under one code, and the filing names as many places as the classes. */
export const planChecks = (
  plan: Pick<Plan, 'attachments' | 'site' | 'service'>,
  required: readonly string[],
): readonly PlanCheck[] => {
  const codes = plan.attachments.map(({ code }) => code as string);
  const places = plan.service.classes.reduce((sum, { children }) => sum + children, 0);
  const outcome = (isGood: boolean): PlanCheck['outcome'] => (isGood ? 'passed' : 'failed');
  return [
    { check: 'attachments-complete', outcome: outcome(required.every((code) => codes.includes(code))) },
    { check: 'attachments-once', outcome: outcome(new Set(codes).size === codes.length) },
    { check: 'filed-places', outcome: outcome(plan.site.filing.filedPlaces === places) },
  ];
};
