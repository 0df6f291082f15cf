import { z } from 'zod';
import { EventEnvelope, eventId, type CommandAnswer } from '#libs/contracts';
import { IssuerUnavailable, type ServiceTokens } from '#libs/access';
import { CalendarNotCovered, type OfficeClock } from '#libs/calendar';
import { PermanentFault, Unavailable, type CommandResult, type ServiceClient } from '#libs/http';
import type {
  Advance,
  Answer,
  Closing,
  Faulted,
  Opened,
  Place,
  Refused,
  Told,
} from '../definitions/activities.ports.js';
import type { Fact } from '../definitions/case.signals.js';
import { factOf } from '../signallers/fact-signal.policy.js';

/** The services that the procedure deals with. */
export type Service = 'applications' | 'approvals' | 'payments';

/** Base URL of each, without a slash at its end. */
export type ServiceUrls = Readonly<Record<Service, string>>;

/** One command, named as in its key: `<workflowId>/<step>/<round>/<command>/<n>`. */
export interface CommandSlip {
  readonly service: Service;
  readonly path: string;
  readonly body: unknown;
  readonly command: string;
  /** 1 unless the step sends this command more than once. */
  readonly n?: number;
}

/** The service that owns a subject, and the path of its aggregate. */
const OWNERS: Readonly<Record<string, { readonly service: Service; readonly path: string }>> = {
  application: { service: 'applications', path: '/applications' },
  meeting: { service: 'approvals', path: '/meetings' },
  review: { service: 'approvals', path: '/reviews' },
  filing: { service: 'approvals', path: '/filings' },
  inspection: { service: 'approvals', path: '/inspections' },
  notice: { service: 'approvals', path: '/notices' },
  grant: { service: 'payments', path: '/grants' },
};

/** Events that one request to a journal may ask for. */
const EVENTS_A_PAGE = 500;
const JournalPage = z.object({ events: z.array(z.string()) });
const Versioned = z.object({ version: z.int() });

const parsed = (base64: string): EventEnvelope =>
  EventEnvelope.parse(JSON.parse(Buffer.from(base64, 'base64').toString('utf8')));

const ownerOf = (subject: string): { readonly service: Service; readonly path: string } => {
  const owner = OWNERS[subject.slice(0, subject.indexOf('/'))];
  if (owner === undefined) throw new Error(`No service is known for ${subject}`);
  return owner;
};

/** Ends an activity with an answer that is not "done". */
class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor(readonly answer: Omit<Refused, 'now'> | Omit<Faulted, 'now'>) {
    super(`${answer.command}: ${answer.message}`);
  }
}

/** The services as the worker's activities see them: commands with keys and causation, and answers as values. */
export class Services {
  constructor(
    private readonly client: ServiceClient,
    private readonly tokens: ServiceTokens,
    private readonly urls: ServiceUrls,
    readonly clock: OfficeClock,
  ) {}

  /**
   * Runs an activity. A refusal or a fault is returned; only what is away is thrown, because that alone is worth a retry.
   * @throws Unavailable, IssuerUnavailable
   */
  async answer<Result>(name: string, work: () => Promise<Told<Result>>): Promise<Answer<Result>> {
    try {
      const result = await work();
      return { kind: 'done', now: this.clock.now(), ...result };
    } catch (error) {
      if (error instanceof Unavailable || error instanceof IssuerUnavailable) throw error;
      const now = this.clock.now();
      if (error instanceof Stopped) return { ...error.answer, now };
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof CalendarNotCovered) {
        return { kind: 'refused', command: name, rule: error.rule, message, now };
      }
      const status = error instanceof PermanentFault ? error.status : 500;
      return { kind: 'fault', command: name, status, message, now };
    }
  }

  /** Sends a command that must be accepted. @throws Stopped inside `answer` */
  async command(place: Place, slip: CommandSlip): Promise<CommandAnswer> {
    const result = await this.send(place, slip);
    if (result.status === 'accepted') return result.answer;
    const { rule, detailEn } = result.problem;
    const refused = { kind: 'refused', command: slip.command, rule, message: detailEn } as const;
    const isArbiter = slip.service === 'applications' && rule === 'G-STATE';
    throw new Stopped(isArbiter ? { ...refused, facts: await this.factsOfCase(place.caseId) } : refused);
  }

  /** Sends a command whose refusal changes nothing: work that is done already needs neither alarm nor closing. */
  async courtesy(place: Place, slip: CommandSlip): Promise<void> {
    await this.send(place, slip);
  }

  /**
   * Sends a creating command. What was created before may have a history: it is told with the work.
   * @returns the subject of what was created
   */
  async open(place: Place, slip: CommandSlip): Promise<Told<Opened>> {
    return (await this.openNoted(place, slip)).opened;
  }

  /** The same, with the ids of the rules that the service noted beside its yes. */
  async openNoted(
    place: Place,
    slip: CommandSlip,
  ): Promise<{ readonly opened: Told<Opened>; readonly notes: readonly string[] }> {
    const { position, repeated, notes } = await this.command(place, slip);
    const work = position.subject;
    const facts = repeated ? await this.facts(work) : [];
    return { opened: facts.length === 0 ? { work } : { work, facts }, notes: notes.map(({ rule }) => rule) };
  }

  /**
   * What has happened to a subject, as far as workflows care, from the journal of its owner. An event is in the journal a
   * moment after its command was answered; whatever is not there yet comes as a signal.
   */
  async facts(subject: string): Promise<readonly Fact[]> {
    return (await this.events(subject)).flatMap((event) => factOf(event) ?? []);
  }

  /** The same for the application, and nothing that it has decided is missing. @throws Unavailable while the journal lags */
  async factsOfCase(caseId: string): Promise<readonly Fact[]> {
    const subject = `application/${caseId}`;
    const { version } = await this.query('applications', `/applications/${caseId}`, Versioned);
    const events = await this.events(subject);
    if (events.length < version) throw new Unavailable(`the journal of ${subject} up to ${version}`);
    return events.flatMap((event) => factOf(event) ?? []);
  }

  /** All events of a subject, from the journal of its owner, oldest first. */
  async events(subject: string): Promise<readonly EventEnvelope[]> {
    const events: EventEnvelope[] = [];
    for (;;) {
      const from = events.length + 1;
      const path = `/journal?subject=${encodeURIComponent(subject)}&from=${from}&to=${from + EVENTS_A_PAGE - 1}`;
      const page = await this.query(ownerOf(subject).service, path, JournalPage);
      events.push(...page.events.map(parsed));
      if (page.events.length < EVENTS_A_PAGE) return events;
    }
  }

  /** Asks the application, as arbiter of the case's state, to take the step before work is opened elsewhere. */
  async advance(place: Place, advance: Advance | null): Promise<void> {
    if (advance === null) return;
    const path = `/applications/${place.caseId}/advance`;
    await this.command(place, { service: 'applications', path, body: advance, command: `advance-${advance.step}` });
  }

  /** Notes at the application that everything which follows from the causing fact is open. */
  async settle(place: Place): Promise<void> {
    const { subject, sequence } = place.cause;
    await this.courtesy(place, {
      service: 'applications',
      path: `/applications/${place.caseId}/settled`,
      body: { settled: { subject, sequence } },
      command: `settle-${subject.split('/', 1)[0]}`,
      n: sequence,
    });
  }

  /** Closes work that is no longer needed. */
  async close(place: Place, { works, why }: Closing): Promise<void> {
    for (const work of works) {
      await this.courtesy(place, { ...this.of(work, 'closure'), body: { why }, command: `close-${work}` });
    }
  }

  /** Service and path of a command on an aggregate: `review/0193…` and `alarm` become `/reviews/0193…/alarm`. */
  of(subject: string, command: string): { readonly service: Service; readonly path: string } {
    const { service, path } = ownerOf(subject);
    return { service, path: `${path}/${subject.slice(subject.indexOf('/') + 1)}/${command}` };
  }

  async query<Schema extends z.ZodType>(service: Service, path: string, schema: Schema): Promise<z.infer<Schema>> {
    return this.authorised((token) => this.client.query(this.urls[service], path, { token }, schema));
  }

  private async send(place: Place, { service, path, body, command, n = 1 }: CommandSlip): Promise<CommandResult> {
    const key = `${place.workflowId}/${place.step}/${place.round}/${command}/${n}`;
    const causationId = eventId(place.cause);
    try {
      return await this.authorised((token) =>
        this.client.command(this.urls[service], path, body, { key, token, causationId }),
      );
    } catch (error) {
      if (!(error instanceof PermanentFault)) throw error;
      throw new Stopped({ kind: 'fault', command, status: error.status, message: error.message });
    }
  }

  /** A token that was good a moment ago may be refused after the issuer changed its keys: once more with a new one. */
  private async authorised<Result>(call: (token: string) => Promise<Result>): Promise<Result> {
    try {
      return await call(await this.tokens.token());
    } catch (error) {
      if (!(error instanceof PermanentFault) || error.status !== 401) throw error;
      this.tokens.forget();
      return call(await this.tokens.token());
    }
  }
}
