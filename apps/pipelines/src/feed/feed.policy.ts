import type { Actor, EventFilter } from '#libs/contracts';
import type { RegisteredPipeline } from '#libs/domain';
import { CITY, normaliseCreditCode } from '#libs/policy';
import type { NewFeedEntry } from './feed.storage.js';

/** What one account may see of the feed: whose facts, and what it asked for of them. */
export interface FeedScope {
  readonly actor: string;
  /** One of the 23 units, or the city's code for all. */
  readonly unit: string | null;
  /** Credit code of one employer or union; then the unit does not matter. */
  readonly organisation: string | null;
  /** Each must let an entry through: the account's own filter, and the request's. */
  readonly filters: readonly EventFilter[];
}

/** Reach of a token, with the filters that narrow it. A token without unit and organisation sees no case. */
export const scopeOf = (actor: Actor, filters: readonly EventFilter[]): FeedScope => {
  const grant = actor.roles.find(({ role }) => role === 'PIPELINE');
  const { organisation } = grant ?? {};
  return {
    actor: actor.id,
    unit: grant?.unit ?? null,
    organisation: organisation === undefined ? null : normaliseCreditCode(organisation),
    filters,
  };
};

/** The same for an account itself, where nobody's token is at hand. */
export const scopeOfAccount = (
  { actor, ownerUnit, organisation }: Pick<RegisteredPipeline, 'actor' | 'ownerUnit' | 'organisation'>,
  filters: readonly EventFilter[],
): FeedScope => ({
  actor,
  unit: ownerUnit,
  organisation: organisation === null ? null : normaliseCreditCode(organisation),
  filters,
});

/** Whether an entry may appear. Deny by default; what is not seen leaves no trace but a position that moved on. */
export const maySeeEntry = (scope: FeedScope, entry: Omit<NewFeedEntry, 'json' | 'key'>): boolean =>
  reaches(scope, entry) && scope.filters.every((filter) => passes(filter, scope, entry));

/** Refusals, the door journal and dead letters: about requests and messages, not about cases. */
const OF_OPERATION = /^(refusal|door|dead-letter)\./;

const reaches = (scope: FeedScope, entry: Omit<NewFeedEntry, 'json' | 'key'>): boolean => {
  // What somebody tried and was not allowed is told to himself alone; so is what operators do about messages.
  if (OF_OPERATION.test(entry.type) && entry.actor !== scope.actor) return false;
  // Accounts and subscriptions are nobody's business but their own.
  if (entry.service === 'pipelines') return entry.owner === scope.actor;
  if (scope.organisation !== null) return entry.organisations.includes(scope.organisation);
  return scope.unit === CITY.unitCode || (scope.unit !== null && entry.units.includes(scope.unit));
};

const passes = (filter: EventFilter, { actor }: FeedScope, entry: Omit<NewFeedEntry, 'json' | 'key'>): boolean => {
  const { services, types, units, ownCases } = filter;
  if (services !== undefined && !services.some((service) => service === entry.service)) return false;
  if (types !== undefined && !types.some((type) => matches(type, entry.type))) return false;
  if (units !== undefined && !units.some((unit) => unit === CITY.unitCode || entry.units.includes(unit))) return false;
  return ownCases !== true || entry.owner === actor;
};

const matches = (pattern: string, type: string): boolean =>
  pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
