import type { SeenSequences } from '#libs/events';

/** Subjects remembered; the one that was quiet longest is forgotten first. */
const SUBJECTS_MAX = 50_000;

/**
 * How far each subject was signalled since the start, so that a gap shows itself. Nothing is kept across a restart: the
 * group's committed offsets say where to go on, and a workflow drops what it has filed already. About a subject that was
 * not met yet nothing is known, so its first event opens no gap.
 */
export class SeenFacts implements SeenSequences {
  private readonly sequences = new Map<string, number>();

  highest(subject: string): Promise<number | undefined> {
    return Promise.resolve(this.sequences.get(subject));
  }

  markSeen(subject: string, sequence: number): Promise<void> {
    this.sequences.delete(subject);
    this.sequences.set(subject, sequence);
    const [oldest] = this.sequences.keys();
    if (this.sequences.size > SUBJECTS_MAX && oldest !== undefined) this.sequences.delete(oldest);
    return Promise.resolve();
  }
}
