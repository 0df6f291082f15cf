import type { Problem } from '#libs/contracts';
import { RULES, isRuleId } from '#libs/policy';

/** One broken rule as a page shows it: at its field when there is one for it. */
export interface ShownError {
  readonly rule: string;
  readonly pointer: string;
  readonly text: string;
  /** What the rule rests on; undefined for general errors. */
  readonly source: string | undefined;
}

export type Language = 'zh' | 'en';

export const shownErrors = (problem: Problem | undefined, language: Language): readonly ShownError[] =>
  (problem?.errors ?? []).map(({ rule, pointer, zh, en }) => ({
    rule,
    pointer,
    text: language === 'zh' ? zh : en,
    source: sourceOf(rule),
  }));

/** `§5.2 P3` refers to the office's reference, which a reader of the page does not have. */
export const sourceOf = (rule: string): string | undefined => {
  if (!isRuleId(rule)) return undefined;
  const { source } = RULES[rule];
  return source.startsWith('§') ? undefined : source;
};

/** The errors of one field: those that point to it or into it. */
export const errorsAt = (errors: readonly ShownError[], pointer: string): readonly ShownError[] =>
  errors.filter((error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`));

/** What no field of the form shows has to be shown above it. */
export const errorsElsewhere = (errors: readonly ShownError[], pointers: readonly string[]): readonly ShownError[] =>
  errors.filter((error) => !pointers.some((pointer) => errorsAt([error], pointer).length > 0));
