import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import type { EventEnvelope } from '#libs/contracts';
import { Unavailable, type FactMessage } from '#libs/events';
import { objectionOf, type FactJudge } from '#libs/service';
import { Metrics, asSpan, contextFor, currentContext, runInContext, traceparentOf } from '#libs/telemetry';
import { CaseRebuild } from '../cases/case-rebuild.gateway.js';
import { CaseWorkflows } from '../cases/case-workflows.gateway.js';
import { applicationWorkflowId, type Fact } from '../definitions/case.signals.js';
import { factOf, wakes } from './fact-signal.policy.js';

/**
 * Carries facts from Kafka into workflows. A workflow that has ended needs no more facts. One that is not there although it
 * should be was lost: it is started again, and the journals tell it everything, this fact included.
 */
@Injectable()
export class Signaller implements FactJudge {
  private readonly signals: Counter<'type'>;

  constructor(
    private readonly workflows: CaseWorkflows,
    private readonly rebuild: CaseRebuild,
    metrics: Metrics,
  ) {
    this.signals = metrics.counter('nuanchao_workflow_signals_total', 'Facts brought to workflows', ['type']);
  }

  /** @throws Unavailable when Temporal is away: the partition waits; ZodError when the fact is no fact */
  async take({ event }: FactMessage): Promise<void> {
    if (event === undefined) return;
    const fact = factOf(event);
    if (fact === undefined || !wakes(fact)) return;
    await runInContext(contextFor(event.traceparent, { caseId: event.caseid, actorId: event.actor }), () =>
      asSpan(`signal ${fact.type}`, { kind: 'consumer', attributes: { 'nuanchao.event_id': event.id } }, () =>
        this.bring(traced(fact, event), event),
      ),
    );
    this.signals.inc({ type: fact.type });
  }

  /** What the contract of a fact would say to it; no workflow hears of it. */
  judge(event: EventEnvelope): Promise<ReturnType<typeof objectionOf>[]> {
    try {
      factOf(event);
      return Promise.resolve([]);
    } catch (error) {
      return Promise.resolve([objectionOf('Signaller', error)]);
    }
  }

  private async bring(fact: Fact, { caseid }: EventEnvelope): Promise<void> {
    try {
      if (fact.type === 'application.created') await this.workflows.begin(caseid, [fact]);
      else if (!(await this.tell(fact, caseid))) await this.rebuild.revive(caseid);
    } catch (error) {
      throw new Unavailable('Temporal', error);
    }
  }

  private async tell(fact: Fact, caseId: string): Promise<boolean> {
    if (fact.subject.startsWith('grant/')) return this.tellGrant(fact, caseId);
    if (fact.type === 'review.decided' && fact.data.kind === 'operator') return this.tellAll(fact, caseId);
    return this.workflows.tell(applicationWorkflowId(caseId), fact);
  }

  /**
   * Before a grant's workflow is there, its facts are filed at the case, which hands on what it has when the grant begins.
   * A grant that begins between the two misses what is filed a moment later, so it is asked once more; a second copy is
   * dropped there.
   */
  private async tellGrant(fact: Fact, caseId: string): Promise<boolean> {
    if (await this.workflows.tell(fact.subject, fact)) return true;
    const isFiled = await this.workflows.tell(applicationWorkflowId(caseId), fact);
    return (await this.workflows.tell(fact.subject, fact)) || isFiled;
  }

  /** An operator's task may be about the case or about one of its grants; whom it does not concern only files it. */
  private async tellAll(fact: Fact, caseId: string): Promise<boolean> {
    let told = false;
    for (const workflowId of await this.workflows.workflowsOf(caseId)) {
      if (await this.workflows.tell(workflowId, fact)) told = true;
    }
    return told;
  }
}

/** What follows from a fact continues its trace behind the signal; a fact without one stays without. */
const traced = (fact: Fact, { traceparent }: EventEnvelope): Fact => {
  const context = currentContext();
  return traceparent === undefined || context === undefined
    ? fact
    : { ...fact, traceparent: traceparentOf(context.trace) };
};
