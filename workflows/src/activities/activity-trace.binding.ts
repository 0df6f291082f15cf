import { asSpan, contextFor, runInContext, type Metrics } from '#libs/telemetry';
import type { Place } from '../definitions/activities.ports.js';

type Activity = (...inputs: never[]) => Promise<unknown>;

/** In every activity's input that leads to commands; others have neither case nor trace. */
interface Placed {
  readonly place?: Partial<Place> | undefined;
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The same activities, each call measured, in the trace of the fact that woke its step, and with its case in the log. */
export const measured = <Activities extends object>(activities: Activities, metrics: Metrics): Activities => {
  const durations = metrics.histogram(
    'nuanchao_activity_duration_seconds',
    'Time that an activity took, tries counted one by one',
    ['activity', 'outcome'],
    BUCKETS,
  );
  const wrap = (name: string, activity: Activity): Activity =>
    async function traced(...inputs) {
      const [first] = inputs as readonly Placed[];
      const place = placeIn(first);
      const end = durations.startTimer({ activity: name });
      const known = place?.caseId === undefined ? {} : { caseId: place.caseId };
      try {
        const result = await runInContext(contextFor(place?.traceparent, known), () =>
          asSpan(`activity ${name}`, { attributes: { 'nuanchao.step': place?.step } }, () => activity(...inputs)),
        );
        end({ outcome: 'done' });
        return result;
      } catch (error) {
        end({ outcome: 'failed' });
        throw error;
      }
    };
  return Object.fromEntries(
    Object.entries(activities).map(([name, activity]) => [name, wrap(name, activity as Activity)]),
  ) as Activities;
};

/** Some activities take a place itself, the others an input that has one. */
const placeIn = (input: (Placed & Partial<Place>) | undefined): Partial<Place> | undefined =>
  typeof input !== 'object' || input === null ? undefined : (input.place ?? input);
