import type { ProcedureActivities } from '../src/definitions/activities.ports.js';
import type { Fact } from '../src/definitions/case.signals.js';

type Name = keyof ProcedureActivities;

/** What the worker works out or gathers; a repeat may say it otherwise (`intentOf` in libs/service). */
const WORKED_OUT: ReadonlySet<string> = new Set(['dossier', 'since']);

/**
 * Services that remember, in front of played ones: a request under a key that they have answered has no second effect and
 * gets the first answer, together with what has happened to the work since; the same key with other words is a mistake.
 */
export class RememberingOffice {
  /** Each effect once, by its key. */
  readonly effects = new Map<string, string>();
  readonly mistakes: string[] = [];
  repeats = 0;
  private readonly answers = new Map<string, Told>();

  constructor(
    private readonly played: ProcedureActivities,
    private readonly journal: (subject: string) => readonly Fact[],
  ) {}

  get activities(): ProcedureActivities {
    const names = Object.keys(this.played) as Name[];
    const remembering = names.map((name) => [name, (input: Input) => this.remember(name, input)]);
    return Object.fromEntries(remembering);
  }

  private async remember(name: Name, input: Input): Promise<object> {
    const { workflowId, step, round } = input.place;
    const { work = '', first = 1, n = 1 } = input;
    const key = [workflowId, step, round, name, work, first, n].join('/');
    const words = JSON.stringify(Object.entries(input).filter(([field]) => !WORKED_OUT.has(field)));
    const known = this.answers.get(key);
    if (known !== undefined) {
      this.repeats += 1;
      if (this.effects.get(key) !== words) this.mistakes.push(`${key}: ${words} after ${this.effects.get(key)}`);
      return { ...known, facts: [...(known.facts ?? []), ...this.factsFor(known, input)] };
    }
    const activity = this.played[name] as unknown as (input: Input) => Promise<Told>;
    const answer = await activity(input);
    if (answer.kind !== 'done') return answer;
    this.answers.set(key, answer);
    this.effects.set(key, words);
    return answer;
  }

  /** Every subject that the answer names, and the application's own facts at the beginning of its case. */
  private factsFor(answer: object, { place }: Input): readonly Fact[] {
    const text = JSON.stringify(answer);
    const grants = [...text.matchAll(/"grantId":"([^"]+)"/g)].map(([, id]) => `grant/${id}`);
    const works = text.match(/(meeting|review|filing|inspection|notice)\/[A-Za-z0-9-]+/g) ?? [];
    const facts = [...new Set([...works, ...grants])].flatMap((subject) => this.journal(subject));
    return place.step === 'begin' ? this.journal(`application/${place.caseId}`) : facts;
  }
}

type Told = { readonly kind: string; readonly facts?: readonly Fact[] };
type Input = { readonly place: { workflowId: string; caseId: string; step: string; round: number } } & Record<
  string,
  unknown
>;
