import { addWorkingDays, dueDateOf } from '#libs/calendar';
import type { AdvancingStep, DueDate } from '#libs/contracts';
import { eventually } from '#libs/testing';
import type { FactOf } from '../src/definitions/case.signals.js';
import { CaseTelling, hashOf } from './case-telling.js';
import { nameOf } from './fake-office.js';

const dueOf = (startedOn: string, workingDays: number): DueDate => dueDateOf(addWorkingDays(startedOn, workingDays));
/** `decided` is the number of the version that the committee's decision is about. */
type Resubmitted = Partial<FactOf<'application.resubmitted'>['data']> & { reopens: AdvancingStep[]; decided?: number };

/** One case with everything that can turn it. */
export class CaseStory extends CaseTelling {
  /** The corrected version goes back to the step that returned it. */
  resubmission(number: number, on: string, { decided = 1, ...goesOn }: Resubmitted): FactOf<'application.resubmitted'> {
    return this.fact(this.subject, 'application.resubmitted', on, {
      returnsTo: 'SUBMITTED',
      planHash: hashOf(number),
      resolutionHash: 'b'.repeat(64),
      resolutionPlanHash: hashOf(decided),
      changedItems: ['budget'],
      round: 1,
      resubmittedOn: on,
      resubmittedBy: 'chair-1',
      ...goesOn,
    });
  }

  async resubmit(number: number, on: string, goesOn: Resubmitted): Promise<void> {
    await this.tell(this.resubmission(number, on, goesOn));
  }

  async withdraw(on: string): Promise<void> {
    const data = { reasonHash: null, withdrawnOn: on, withdrawnBy: 'chair-1' };
    await this.tell(this.fact(this.subject, 'application.withdrawn', on, data));
  }

  async terminate(on: string): Promise<void> {
    const reason = { evidenceHash: 'a'.repeat(64), reasonCode: 'FALSE_INFO', reasonHash: 'a'.repeat(64) };
    const data = { ...reason, barredUntil: '2028-05-01', terminatedOn: on, terminatedBy: 'MU_LEADER-1' };
    await this.tell(this.fact(this.subject, 'application.terminated', on, data));
  }

  async reconsider(step: AdvancingStep, on: string, reopens: readonly AdvancingStep[] = [step]): Promise<void> {
    await this.asked('rejectCase');
    const due = dueOf(on, 10);
    const data = {
      returnsTo: 'SUBMITTED' as const,
      reopens: [...reopens],
      step,
      rejection: { subject: 'review/x', sequence: 1 },
      excluded: ['DU_REVIEWER-1'],
      reasonHash: 'a'.repeat(64),
      due,
      openedOn: on,
      requestedBy: 'chair-1',
    };
    await this.tell(this.fact(this.subject, 'application.reconsideration-opened', on, data));
  }

  async resume(on: string): Promise<void> {
    await this.asked('deferCase');
    const data = { reasonHash: null, resumedOn: on, resumedBy: 'MU_LEADER-1' };
    await this.tell(this.fact(this.subject, 'application.resumed', on, data));
  }

  async extendRectification(on: string): Promise<void> {
    await this.asked('requireRectification');
    const data = { due: dueOf(on, 30), reasonHash: 'a'.repeat(64), extendedOn: on, extendedBy: 'MU_LEADER-1' };
    await this.tell(this.fact(this.subject, 'application.rectification-extended', on, data));
  }

  async rectify(on: string): Promise<void> {
    await this.asked('requireRectification');
    const evidence = [{ item: 'FIRE', hash: 'a'.repeat(64) }];
    const data = { evidence, submittedOn: on, submittedBy: 'handler-1' };
    await this.tell(this.fact(this.subject, 'application.rectification-submitted', on, data));
  }

  async postponeVisit(on: string): Promise<void> {
    const data = { reasonCode: 'OTHER', reasonHash: 'a'.repeat(64), postponedBy: 'inspector-1', postponedOn: on };
    await this.tell(this.fact(await this.opened('inspection'), 'inspection.visit-postponed', on, data));
  }

  async acceptObjection(on: string, objection = 1): Promise<void> {
    const examiner = { role: 'MU_REVIEWER', actor: 'MU_REVIEWER-2' };
    const data = { objection, examiner, acceptedOn: on };
    await this.tell(this.fact(await this.opened('notice'), 'notice.objection-accepted', on, data));
  }

  async setAside(on: string, objection = 1): Promise<void> {
    const examiner = { role: 'MU_REVIEWER', actor: 'MU_REVIEWER-2' };
    const data = { objection, reasonCode: 'OTHER', reasonHash: 'a'.repeat(64), examiner, setAsideOn: on };
    await this.tell(this.fact(await this.opened('notice'), 'notice.objection-set-aside', on, data));
  }

  /** Both leaders sign the same finding; `open` accepted objections are left. */
  async resolve(
    on: string,
    outcome: 'dismissed' | 'upheld',
    { objection = 1, open = 0, round = 1 } = {},
  ): Promise<void> {
    const notice = await this.opened(nameOf('notice', round));
    const signers = [
      { role: 'MU_LEADER', actor: 'MU_LEADER-1', level: 'municipal', duty: 'objection-decision' },
      { role: 'MH_LEADER', actor: 'MH_LEADER-1', level: 'municipal-health', duty: 'objection-decision-health' },
    ];
    const finding = { objection, outcome, findingHash: 'a'.repeat(64), resolvedBy: 'MH_LEADER-1', resolvedOn: on };
    await this.tell(this.fact(notice, 'notice.objection-resolved', on, { ...finding, signers, openObjections: open }));
    if (outcome === 'dismissed') return;
    await this.tell(this.fact(notice, 'notice.upheld', on, { objection, resolvedOn: on }));
  }

  async cancelGrant(fund: string, on: string): Promise<void> {
    const subject = await this.opened(`grant-${fund}`);
    const data = { reasonCode: 'OTHER', reasonHash: 'a'.repeat(64), by: 'MU_LEADER-1', on };
    await eventually(() => this.tellGrant(this.fact(subject, 'grant.cancelled', on, data)));
  }
}
