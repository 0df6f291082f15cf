import { Injectable } from '@nestjs/common';
import { ApplicationEvents, PipelineEvents, type EventEnvelope } from '#libs/contracts';
import { RecentMap } from '#libs/aggregate';
import { parseFact, type FetchMissing } from '#libs/events';
import { normaliseCreditCode } from '#libs/policy';
import { accountIdOf } from '../account/account.repository.js';

/** Whose a fact is; it decides who may see it. */
export interface Belonging {
  readonly units: readonly string[];
  readonly organisations: readonly string[];
  readonly owner: string | null;
}

const NOBODYS: Belonging = { units: [], organisations: [], owner: null };
const CASE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KNOWN_MAX = 5_000;
const CREATED = 'application.created';

/**
 * Whose a case is stands in its application's first event and never changes. Facts of other services may arrive here before
 * it, so it is read from the journal of applications, where it was written before any of them.
 */
@Injectable()
export class CaseBelongings {
  private readonly known = new RecentMap<string, Belonging>(KNOWN_MAX);

  constructor(private readonly fetch: FetchMissing) {}

  /** @throws Unavailable while the journal cannot be read: a fact must not be shown to the wrong accounts */
  async of(event: EventEnvelope): Promise<Belonging> {
    if (event.source === '/pipelines') return ownFacts(event);
    if (event.type === CREATED) return this.keep(event.caseid, createdBelonging(event));
    if (!CASE_ID.test(event.caseid)) return NOBODYS;
    const known = this.known.get(event.caseid);
    if (known !== undefined) return this.keep(event.caseid, known);
    const [first] = await this.fetch(`application/${event.caseid}`, 1, 1);
    const parsed = first === undefined ? undefined : parseFact(first);
    if (parsed === undefined || !('event' in parsed) || parsed.event.type !== CREATED) return NOBODYS;
    return this.keep(event.caseid, createdBelonging(parsed.event));
  }

  private keep(caseId: string, belonging: Belonging): Belonging {
    this.known.set(caseId, belonging);
    return belonging;
  }
}

const createdBelonging = (event: EventEnvelope): Belonging => {
  const { managingUnit, siteUnit, employerUscc, unionUscc, createdBy } = ApplicationEvents[CREATED].parse(event.data);
  return {
    units: [...new Set([managingUnit, siteUnit])],
    organisations: [normaliseCreditCode(employerUscc), normaliseCreditCode(unionUscc)],
    owner: event.actorkind === 'machine' ? createdBy : null,
  };
};

/** Facts about an account or its subscriptions are for that account alone. */
const ownFacts = (event: EventEnvelope): Belonging => {
  if (event.type.startsWith('pipeline.')) return { ...NOBODYS, owner: event.caseid };
  const created = PipelineEvents['subscription.created'].safeParse(event.data);
  return { ...NOBODYS, owner: created.success ? accountIdOf(created.data.clientId) : event.caseid };
};
