import type { CrashProbe } from '#libs/config';
import type { ProcedureActivities } from '../definitions/activities.ports.js';
import { CaseActivities } from './case.activities.js';
import { CommitteeActivities } from './committee.activities.js';
import { DesignationActivities } from './designation.activities.js';
import { GrantActivities } from './grant.activities.js';
import { InspectionActivities } from './inspection.activities.js';
import { NoticeActivities } from './notice.activities.js';
import { ReviewActivities } from './review.activities.js';
import { TurnActivities } from './turn.activities.js';

/** All providers whose methods are activities. */
export const ACTIVITY_PROVIDERS = [
  CaseActivities,
  TurnActivities,
  CommitteeActivities,
  ReviewActivities,
  InspectionActivities,
  NoticeActivities,
  DesignationActivities,
  GrantActivities,
];

/** Finds a provider, as a Nest application does. */
interface Providers {
  get<Provider>(type: new (...dependencies: never[]) => Provider): Provider;
}

/**
 * The activities as plain functions, which is what a worker takes. A port that nobody implements does not compile. The probe
 * is passed when the services have answered and Temporal does not know it yet.
 */
export const bindActivities = (providers: Providers, probe: CrashProbe = () => undefined): ProcedureActivities => {
  const bound = {
    ...methodsOf(providers.get(CaseActivities)),
    ...methodsOf(providers.get(TurnActivities)),
    ...methodsOf(providers.get(CommitteeActivities)),
    ...methodsOf(providers.get(ReviewActivities)),
    ...methodsOf(providers.get(InspectionActivities)),
    ...methodsOf(providers.get(NoticeActivities)),
    ...methodsOf(providers.get(DesignationActivities)),
    ...methodsOf(providers.get(GrantActivities)),
  };
  return probed(bound, probe);
};

type Activity = (input: never) => Promise<unknown>;

const probed = (activities: ProcedureActivities, probe: CrashProbe): ProcedureActivities =>
  Object.fromEntries(
    Object.entries(activities as unknown as Readonly<Record<string, Activity>>).map(([name, activity]) => [
      name,
      async (input: never): Promise<unknown> => {
        const answer = await activity(input);
        probe('answered');
        return answer;
      },
    ]),
  ) as unknown as ProcedureActivities;

const methodsOf = <Provider extends object>(provider: Provider): Pick<Provider, keyof Provider> => {
  const prototype: object = Object.getPrototypeOf(provider);
  const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  return Object.fromEntries(
    names.flatMap((name) => {
      const method: unknown = Reflect.get(provider, name);
      return typeof method === 'function' ? [[name, method.bind(provider)]] : [];
    }),
  ) as Pick<Provider, keyof Provider>;
};
