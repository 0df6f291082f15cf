import { z } from 'zod';
import type { GatewayClient } from '../../demonstration/src/gateway-client.js';

const OPERATOR = 'sys-admin-1';
const Clock = z.object({ now: z.string() });
/** A case that had nothing to do for so long waits for a date. */
const WAITING_MS = 2_500;
const PAUSE_MS = 1_500;

/** The settable office clock of a run: it goes on a day when somebody has to wait for a date. */
export class OfficeDays {
  today = '';
  /** A command was refused, perhaps because its day has not come. */
  mayHaveToMove = false;
  private movedAtMs = 0;

  constructor(private readonly client: GatewayClient) {}

  async read(): Promise<void> {
    this.today = Clock.parse(await this.client.query(OPERATOR, 'workflows', '/clock')).now.slice(0, 10);
  }

  /** Whether somebody seems to wait for a date: the one who waits longest does so for so long. */
  isWanted(longestMs: number): boolean {
    return (longestMs > WAITING_MS || this.mayHaveToMove) && Date.now() - this.movedAtMs >= PAUSE_MS;
  }

  async move(): Promise<void> {
    this.mayHaveToMove = false;
    this.movedAtMs = Date.now();
    const next = new Date(Date.parse(`${this.today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    const to = `${next}T10:00:00+08:00`;
    await this.client.post(OPERATOR, 'workflows', '/clock', { to }, `clock/${to}`).catch(() => this.read());
    this.today = next;
    this.movedAtMs = Date.now();
  }
}
