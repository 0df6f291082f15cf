import { Inject, Injectable } from '@nestjs/common';
import type { Actor, DecisionContext, ReviewKind } from '#libs/contracts';
import { epochMilliseconds, officeInstant } from '#libs/calendar';
import { automaticStepDecider, isAutomatable, type AutomaticOffer, type KnownProgram } from '#libs/domain';
import { ServiceStore } from '#libs/service';
import { ProgramFacts } from './program-facts.view.js';

const MINUTE_MS = 60_000;

/** What a review's decider has to know about programs. */
@Injectable()
export class AutomaticOffers {
  constructor(
    @Inject(ServiceStore) private readonly store: ServiceStore,
    @Inject(ProgramFacts) private readonly programs: ProgramFacts,
  ) {}

  /** The policy in force for a kind, with the instant until which its program may answer. */
  async of(kind: ReviewKind, { now }: Pick<DecisionContext, 'now'>): Promise<AutomaticOffer | undefined> {
    if (!isAutomatable(kind)) return undefined;
    const policy = await this.store.aggregates.load(automaticStepDecider, `${automaticStepDecider.noun}/${kind}`);
    if (policy === undefined || policy.state.status === 'NONE' || policy.state.inForce === null) return undefined;
    const terms = policy.state.inForce;
    const answerBy = officeInstant(epochMilliseconds(now) + terms.answerWithinMinutes * MINUTE_MS);
    return { terms, answerBy, program: await this.programs.of(terms.pipeline) };
  }

  /** The account of a program that acts; undefined for people. */
  async program({ kind, id }: Actor): Promise<KnownProgram | undefined> {
    return kind === 'machine' ? this.programs.of(id) : undefined;
  }
}
