import { dirname } from 'node:path';
import { fileKeys, NuanchaoClient, type Position } from '#libs/client';
import { AutomaticStep } from './formal-check-program.js';
import { CaseDriver, type CaseOutcome } from './case-driver.js';
import { ProgramAccounts, type ProductAddress } from './program-accounts.js';
import { readProgramme, writeProgramme } from './programme-file.js';
import { foldFact, type Programme } from './programme-fold.js';
import type { StandIns } from './stand-ins.js';
import { UnionProgram, siteInRun } from './union-program.js';

export interface PipelineOptions {
  /** Name of the run; another one applies for other sites. */
  readonly run: string;
  /** Employers by their codes, `e01` to `e12`. */
  readonly codes: readonly string[];
  /** Position, keys and secrets lie here, and a pipeline that is started again goes on from them. */
  readonly folder: string;
  readonly product: ProductAddress;
  readonly operator: NuanchaoClient;
  /** A municipal leader, who confirms what may be left to a program. */
  readonly leader: NuanchaoClient;
  readonly standIns: StandIns;
  /** Whether to set a settable office clock forward while everything waits for public notices. */
  readonly movesClock: boolean;
  readonly report: (line: string) => void;
}

const PROGRAMME_SCOPES = ['events:read', 'applications:read'] as const;
const UNION_SCOPES = [
  'applications:create',
  'applications:seal-plan',
  'applications:submit',
  'applications:read',
  'documents:upload',
] as const;
const CHECK_SCOPES = ['decide:formal-check', 'plans:read', 'applications:read', 'approvals:read'] as const;
/** The city's code: the programme's account follows the cases of all units. */
const CITY = '5101';
const TICK_MS = 400;
/** The clock is moved when everybody has had nothing to do for so long. */
const QUIET_MS = 1_500;

/**
 * Runs a year's programme unattended. The unions' programs apply; the programme's own account follows the feed, and each
 * fact wakes the case it is about. It may be killed at any moment: what it has sent has a key on the disk, and what it has
 * seen a position.
 */
export class SamplePipeline {
  private programme: Programme;
  private drivers: readonly CaseDriver[] = [];
  private lastEventMs = Date.now();

  constructor(private readonly options: PipelineOptions) {
    this.programme = readProgramme(this.stateFile);
  }

  /** @throws what no repetition can cure */
  async play(): Promise<readonly CaseOutcome[]> {
    const { folder, operator, product, report } = this.options;
    const keys = fileKeys(`${folder}/keys.jsonl`);
    const waiting = (why: string): void => report(`等待 waiting: ${why}`);
    const accounts = new ProgramAccounts({
      product,
      operator,
      keys,
      waiting,
      file: `${dirname(folder)}/credentials.json`,
    });
    const programme = await accounts.clientOf({ name: 'sample-programme', ownerUnit: CITY, scopes: PROGRAMME_SCOPES });
    await this.begin(programme);
    const automatic = await this.automaticStep(accounts);
    this.drivers = await this.open(accounts, programme, automatic);
    const over = new AbortController();
    try {
      await Promise.race([
        Promise.all(this.drivers.map((driver) => driver.drive())),
        this.follow(programme, over.signal).then(() => new Promise<never>(() => undefined)),
        this.watchClock(over.signal).then(() => new Promise<never>(() => undefined)),
      ]);
    } finally {
      over.abort();
      for (const driver of this.drivers) driver.stop();
    }
    await automatic.end();
    this.keep({ ...this.programme, finished: [...new Set([...this.finished, ...this.options.codes])] });
    return this.drivers.map((driver) => driver.outcome());
  }

  /** Formal checks are left to a program of its own while there is something to check. */
  private async automaticStep(accounts: ProgramAccounts): Promise<AutomaticStep> {
    const { operator, leader, run, codes, report, standIns } = this.options;
    const name = 'sample-check';
    const decider = await accounts.clientOf({ name, ownerUnit: CITY, scopes: CHECK_SCOPES });
    const automatic = new AutomaticStep({ operator, leader, decider, clientId: `pipeline.${name}`, run, report });
    const { today } = await standIns.clock();
    if (!codes.every((code) => this.finished.includes(code))) await automatic.begin(today);
    return automatic;
  }

  /** A new run begins at the end of the feed, and keeps that before anything is sent. */
  private async begin(programme: NuanchaoClient): Promise<void> {
    if (this.programme.position !== undefined) {
      this.options.report(`从上次停下的位置继续 going on behind ${this.programme.position}`);
      return;
    }
    const { today } = await this.options.standIns.clock();
    const { next } = await programme.call('pipelines', 'GET /events', { query: { after: 'end' } });
    this.keep({ ...this.programme, position: next, startedOn: today });
  }

  private async open(
    accounts: ProgramAccounts,
    programme: NuanchaoClient,
    automatic: AutomaticStep,
  ): Promise<readonly CaseDriver[]> {
    const { run, codes, standIns, report } = this.options;
    const year = Number(this.programme.startedOn?.slice(0, 4));
    const drivers: CaseDriver[] = [];
    let last: Position | undefined;
    for (const code of codes) {
      const site = siteInRun(code, run);
      const client = await accounts.clientOf({
        name: `sample-${code}`,
        ownerUnit: site.unit,
        organisation: site.unionUscc,
        scopes: UNION_SCOPES,
      });
      const union = new UnionProgram(client, site, run);
      const { id: caseId, position } = await union.open(year);
      last = position;
      const known = () => this.programme.cases[caseId];
      drivers.push(new CaseDriver({ caseId, site, union, automatic, standIns, programme, known, report }));
    }
    // One reads one's own writes: from here on every case that was opened is in the feed.
    if (last !== undefined) await programme.waitFor(last);
    return drivers;
  }

  private async follow(programme: NuanchaoClient, signal: AbortSignal): Promise<void> {
    const byCase = new Map(this.drivers.map((driver) => [driver.caseId, driver]));
    for await (const fed of programme.follow({ after: this.programme.position, signal })) {
      this.keep(foldFact(this.programme, fed, (caseId) => byCase.has(caseId)));
      const driver = byCase.get(fed.event.caseid);
      if (driver === undefined) continue;
      this.lastEventMs = Date.now();
      driver.wake();
    }
  }

  /** In a development product nobody waits ten days for a public notice: the operator sets the office clock forward. */
  private async watchClock(signal: AbortSignal): Promise<void> {
    const { standIns, movesClock, report } = this.options;
    if (!movesClock || !(await standIns.clock()).isSettable) return;
    while (!signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      const unfinished = this.drivers.filter((driver) => !driver.hasEnded);
      const isQuiet = Date.now() - this.lastEventMs > QUIET_MS;
      if (!isQuiet || unfinished.length === 0 || !unfinished.every((driver) => driver.waitsForDate)) continue;
      const { today } = await standIns.clock();
      report(`${await standIns.nextDay(today)} 办公日期 office date: ${unfinished.length} 件公示中 on public notice`);
      this.lastEventMs = Date.now();
    }
  }

  private keep(programme: Programme): void {
    this.programme = programme;
    writeProgramme(this.stateFile, programme);
  }

  private get finished(): readonly string[] {
    return this.programme.finished ?? [];
  }

  private get stateFile(): string {
    return `${this.options.folder}/programme.json`;
  }
}
