import type { Incident } from './consumer-ports.js';

interface Hold {
  tries: number;
  timer: NodeJS.Timeout | undefined;
}

/** Partitions that wait: how often each was tried, when it goes on, and what happened so far. */
export class Holds {
  readonly incidents: Record<Incident['kind'], number> = { unavailable: 0, 'dead-letter': 0, gap: 0 };
  private readonly partitions = new Map<string, Hold>();

  constructor(private readonly backoffMs: { readonly first: number; readonly longest: number }) {}

  get size(): number {
    return [...this.partitions.values()].filter((hold) => hold.timer !== undefined).length;
  }

  has(topic: string, partition: number): boolean {
    return this.partitions.get(nameOf(topic, partition))?.timer !== undefined;
  }

  count(incident: Incident): void {
    this.incidents[incident.kind] += 1;
  }

  /** Calls `resume` after a pause that doubles with each try in a row. */
  hold(topic: string, partition: number, resume: () => void): void {
    const name = nameOf(topic, partition);
    const hold = this.partitions.get(name) ?? { tries: 0, timer: undefined };
    this.partitions.set(name, hold);
    clearTimeout(hold.timer);
    const { first, longest } = this.backoffMs;
    const pause = Math.min(longest, first * 2 ** Math.min(hold.tries, 20)) * (0.75 + Math.random() / 4);
    hold.tries += 1;
    hold.timer = setTimeout(() => {
      hold.timer = undefined;
      resume();
    }, pause);
  }

  /** A message got through: the next pause is short again. */
  passed(topic: string, partition: number): void {
    this.partitions.delete(nameOf(topic, partition));
  }

  clear(): void {
    for (const hold of this.partitions.values()) clearTimeout(hold.timer);
    this.partitions.clear();
  }
}

const nameOf = (topic: string, partition: number): string => `${topic}/${partition}`;
