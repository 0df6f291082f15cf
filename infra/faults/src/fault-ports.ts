import type { startEngines } from '../../engines/index.mjs';
import type { choosePorts, programsOf } from '../../bootstrap/programs.mjs';
import type { Supervisor } from '../../bootstrap/supervisor.mjs';

/** What `npm start` itself starts things with. It is handed in, because those scripts run uncompiled. */
export interface FaultPorts {
  readonly startEngines: typeof startEngines;
  readonly choosePorts: typeof choosePorts;
  readonly programsOf: typeof programsOf;
  readonly Supervisor: typeof Supervisor;
  /** `npm run replay` against a product, as an auditor runs it. */
  readonly replay: (where: {
    readonly gateway: string;
    readonly issuer: string;
  }) => Promise<{ readonly code: number; readonly output: string }>;
  /** Folder of the checkout, with a slash at its end. */
  readonly root: string;
}
