import { parseFact } from '#libs/events';
import { refusalOf } from './refusal.view.js';

/** What a search may ask for; everything that is given must fit. */
export interface RefusalWish {
  readonly rule?: string | undefined;
  readonly actor?: string | undefined;
  readonly service?: string | undefined;
  readonly caseId?: string | undefined;
  /** Only entries before this log index. */
  readonly before?: number | undefined;
}

const MARKS = ['rule', 'actor', 'service', 'caseId'] as const;
type Mark = (typeof MARKS)[number];

/** Where in the log a rule, a person, a service or a case was refused: log indexes only, made anew with each start. */
export class RefusalIndex {
  private readonly all: number[] = [];
  private readonly marked = new Map<string, number[]>();

  /** Whether events of this subject are refusals: `<subject>/refusals`, or a door journal. */
  wants(subject: string): boolean {
    return subject.endsWith('/refusals') || subject.startsWith('door/');
  }

  /** Takes the entries of such subjects in log order. Bytes that are no refusal are left out. */
  add(index: number, bytes: Buffer): void {
    const parsed = parseFact(bytes);
    const refused = 'event' in parsed ? refusalOf(parsed.event) : undefined;
    if (refused === undefined) return;
    const { actor, service, caseId, target, refusals } = refused;
    this.all.push(index);
    this.mark('actor', actor, index);
    this.mark('service', service, index);
    for (const rule of new Set(refusals.map((each) => each.rule))) this.mark('rule', rule, index);
    for (const id of new Set([caseId, target ?? caseId])) this.mark('caseId', id, index);
  }

  /** Log indexes that fit, the newest first. */
  find(wish: RefusalWish, limit: number): readonly number[] {
    const lists = MARKS.flatMap((mark) => {
      const value = wish[mark];
      return value === undefined ? [] : [this.marked.get(nameOf(mark, value)) ?? []];
    }).toSorted((a, b) => a.length - b.length);
    const [shortest = this.all, ...others] = lists;
    const sets = others.map((list) => new Set(list));
    const found: number[] = [];
    for (let at = shortest.length - 1; at >= 0 && found.length < limit; at -= 1) {
      const index = shortest[at] ?? 0;
      if (index < (wish.before ?? Infinity) && sets.every((set) => set.has(index))) found.push(index);
    }
    return found;
  }

  private mark(mark: Mark, value: string, index: number): void {
    const name = nameOf(mark, value);
    const list = this.marked.get(name);
    if (list === undefined) this.marked.set(name, [index]);
    else list.push(index);
  }
}

const nameOf = (mark: Mark, value: string): string => `${mark} ${value}`;
