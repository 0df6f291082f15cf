import { z } from 'zod';

/** A rule that said no, as the log keeps it: never what somebody typed. */
const KeptRefusal = z.object({
  rule: z.string(),
  pointer: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

const Refused = z.object({
  /** Method and pattern of the route, `POST /reviews/:id/decision`; every part that no route has is `:id`. */
  command: z.string(),
  status: z.int(),
  refusals: z.array(KeptRefusal),
});

/**
 * What was turned away before any aggregate could say no: facts of `door/<service>-<office day>`. `door.flooded` counts
 * what came beyond the limit of one caller, route and rule, so that a flood of calls cannot fill the log.
 */
export const DoorEvents = {
  'door.refused': Refused.extend({
    /** The id in the path, when it has the form of one of ours. */
    target: z.uuid().nullable(),
  }),
  'door.flooded': Refused.extend({
    /** How many more there were like the ones before. */
    count: z.int().min(1),
  }),
} as const;
export type DoorEventName = keyof typeof DoorEvents;

/** An event of the door journal. */
export type DoorEvent = {
  [Name in DoorEventName]: { readonly type: Name; readonly data: z.infer<(typeof DoorEvents)[Name]> };
}[DoorEventName];
