import type { Position } from '#libs/contracts';
import type { Fact, FactOf } from './case.signals.js';

/**
 * Files what signals bring, so that an early, late or repeated one does no harm: handlers only put facts here, and steps
 * read them when they get that far. A fact is known by subject and sequence, and a second copy is dropped.
 */
export class CaseFile {
  private readonly bySubject = new Map<string, Fact[]>();

  add(...news: readonly Fact[]): void {
    for (const fact of news) {
      const facts = this.bySubject.get(fact.subject) ?? [];
      if (facts.some(({ sequence }) => sequence === fact.sequence)) continue;
      this.bySubject.set(
        fact.subject,
        [...facts, fact].sort((a, b) => a.sequence - b.sequence),
      );
    }
  }

  /** Facts of one kind about one subject, oldest first, after a sequence that the step has seen. */
  all<Type extends Fact['type']>(subject: string, type: Type, after = 0): FactOf<Type>[] {
    return this.about(subject).filter(
      (fact): fact is Extract<Fact, { type: Type }> & FactOf<Type> => fact.type === type && fact.sequence > after,
    );
  }

  first<Type extends Fact['type']>(subject: string, type: Type, after = 0): FactOf<Type> | undefined {
    return this.all(subject, type, after)[0];
  }

  /** The trace of the fact at this position, where it has one. */
  traceOf({ subject, sequence }: Position): string | undefined {
    return this.about(subject).find((fact) => fact.sequence === sequence)?.traceparent;
  }

  about(subject: string): readonly Fact[] {
    return this.bySubject.get(subject) ?? [];
  }
}

/** Where a fact stands, without the rest of it. */
export const positionOf = ({ subject, sequence }: Position): Position => ({ subject, sequence });
