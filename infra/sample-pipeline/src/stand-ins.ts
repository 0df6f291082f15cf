import type { ApiService, GatewayClient } from '../../demonstration/src/gateway-client.js';
import { Refused } from '../../demonstration/src/gateway-client.js';
import type { CaseScript, OpenTask, Robots } from '../../demonstration/src/robots.js';

/** Who reads every inbox for the stand-ins, and who sets the office clock of a development product forward. */
const AUDITOR = 'mu-audit-1';
const OPERATOR = 'sys-admin-1';
const SERVICES = ['applications', 'approvals', 'payments'] as const satisfies readonly ApiService[];
/**
 * Told to a leader, or open to anybody without being asked of him: nobody waits for these. A `handover` is how people see
 * what a program has.
 */
const NOT_AWAITED: ReadonlySet<string> = new Set([
  'attention',
  'objection-examinations',
  'objection-decisions',
  'handover',
]);
const MORNING = 'T10:00:00+08:00';
const DAY_MS = 86_400_000;

/**
 * **Stand-ins for people.** The duty matrix gives votes, reviews, inspections and payments to persons, and refuses every
 * program that tries. In a development product the demonstration's robots play these persons, each with the ordinary token
 * of his own account; in production this class has nobody to stand in for, and people work through their inboxes.
 */
export class StandIns {
  /** How often a task was refused, because its day had not come or somebody else was quicker: the next try is another command. */
  private readonly refusals = new Map<string, number>();

  constructor(
    private readonly client: GatewayClient,
    private readonly robots: Robots,
  ) {}

  /** What has to be done in a case, by whomever. The receipt comes before the verification that rests on it (R-FILE-03). */
  async tasksOf(caseId: string): Promise<readonly OpenTask[]> {
    const lists = await Promise.all(
      SERVICES.map(async (service) =>
        (await this.client.tasks(AUDITOR, service, caseId)).map((task): OpenTask => ({ ...task, service })),
      ),
    );
    return lists
      .flat()
      .filter(({ action, dueOn }) => !NOT_AWAITED.has(action) && (action !== 'report' || dueOn !== null))
      .toSorted((a, b) => Number(b.action === 'receipt') - Number(a.action === 'receipt'));
  }

  /** Lets the person whose task it is act on it. @returns false when it was refused and may be tried again later */
  async act(task: OpenTask, script: CaseScript, today: string): Promise<boolean> {
    const name = `${task.subject} ${task.action} ${task.assignee ?? task.role} ${task.version}`;
    const attempt = this.refusals.get(name) ?? 0;
    try {
      await this.robots.act(task, script, today, attempt);
      return true;
    } catch (error) {
      if (!(error instanceof Refused) || attempt >= ATTEMPTS) throw error;
      this.refusals.set(name, attempt + 1);
      return false;
    }
  }

  /** The office's clock: whether an operator can set it, and its date. */
  async clock(): Promise<{ readonly isSettable: boolean; readonly today: string }> {
    const { mode, now } = (await this.client.query(OPERATOR, 'workflows', '/clock')) as { mode: string; now: string };
    return { isSettable: mode !== 'wall', today: now.slice(0, 10) };
  }

  /** The operator of a development product sets its clock to the next morning. @returns the new date */
  async nextDay(today: string): Promise<string> {
    const next = new Date(Date.parse(`${today}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
    const body = { to: `${next}${MORNING}` };
    await this.client.post(OPERATOR, 'workflows', '/clock', body, `clock/${body.to}`).catch((error: unknown) => {
      // Somebody was further already: the clock never goes back.
      if (!(error instanceof Refused)) throw error;
    });
    return (await this.clock()).today;
  }
}

const ATTEMPTS = 40;
