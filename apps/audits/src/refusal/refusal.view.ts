import { DoorEvents, RefusalEvents, type EventEnvelope, type RefusalView } from '#libs/contracts';
import { renderRefusal } from '#libs/http';

type Refused = Omit<RefusalView, 'index' | 'loggedAt' | 'refusals'> & { readonly refusals: readonly KeptRefusal[] };
interface KeptRefusal {
  readonly rule: string;
  readonly pointer: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The refusal that an event tells; undefined for all other events. */
export const refusalOf = (event: EventEnvelope): Refused | undefined => {
  const told = toldBy(event);
  if (told === undefined) return undefined;
  const { source, officetime, actor, actorkind, caseid, subject, traceparent } = event;
  return {
    ...told,
    service: source.slice(1),
    officetime,
    actor,
    actorKind: actorkind,
    caseId: caseid,
    subject,
    traceparent: traceparent ?? null,
  };
};

type Told = Pick<Refused, 'kind' | 'command' | 'count' | 'status' | 'target' | 'refusals'>;

const toldBy = ({ type, data }: EventEnvelope): Told | undefined => {
  if (type === 'refusal.recorded') {
    const parsed = RefusalEvents[type].safeParse(data).data;
    return parsed && { kind: 'rule', count: 1, status: null, target: null, ...parsed };
  }
  if (type === 'door.refused') {
    const parsed = DoorEvents[type].safeParse(data).data;
    return parsed && { kind: 'door', count: 1, ...parsed };
  }
  if (type === 'door.flooded') {
    const parsed = DoorEvents[type].safeParse(data).data;
    return parsed && { kind: 'flood', target: null, ...parsed };
  }
  return undefined;
};

/** The same as auditors read it: the rules' sentences are made on reading, from what the log keeps. */
export const refusalView = (
  place: { readonly index: number; readonly loggedAt: string },
  { refusals, ...refused }: Refused,
): RefusalView => ({
  ...place,
  ...refused,
  refusals: refusals.map(({ rule, pointer, params }) => ({
    rule,
    pointer,
    ...renderRefusal({ rule, pointer, params }),
  })),
});
