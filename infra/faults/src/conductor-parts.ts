import type { FactResender } from './fact-resender.js';
import type { FaultTally } from './fault-tally.js';
import type { JournalingClient } from './journaling-client.js';
import type { ProductUnderFault } from './product-under-fault.js';
import type { Provocations } from './provocations.js';

/** What whoever brings faults about works with. */
export interface ConductorParts {
  readonly product: ProductUnderFault;
  readonly client: JournalingClient;
  readonly resender: FactResender;
  readonly provocations: Provocations;
  readonly tally: FaultTally;
  readonly report: (line: string) => void;
}
