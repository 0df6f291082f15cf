import { useMemo } from 'react';
import type { ApplicationView, PlanSection, Refusal } from '#libs/contracts';
import { EMPLOYER_NATURES, renderRule, isRuleId } from '#libs/policy';
import { sourceOf, type ShownError } from '../api/field-errors.view.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { useWords, type Words } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import type { PlanFormWords } from '../wording/plan-form.wording.js';
import type { Entries } from './plan-entries.view.js';
import type { PlanDraft } from './plan-draft.part.js';
import type { PlanField } from './plan-fields.view.js';
import { remainingOf, type FormatFault, type Remaining } from './remaining.view.js';

/** The forms of the programme by their numbers, for what no rule names. */
export const FORM_NUMBERS: Readonly<Record<PlanSection, string>> = {
  employer: 'F1',
  union: 'F2',
  service: 'F3',
  site: 'F4',
  staff: 'F5',
  budget: 'F6',
  attachments: 'F8',
};

/** Everything that a part of the form needs to know. */
export interface PlanForm {
  readonly caseId: string;
  readonly entries: Entries;
  readonly change: (changes: Entries) => void;
  readonly remaining: Readonly<Record<PlanSection, Remaining>>;
  readonly errorsAt: (pointer: string) => readonly ShownError[];
  readonly notesAt: (pointer: string) => readonly ShownError[];
  /** What the application itself has fixed: another employer or site is another application. */
  readonly isFixed: (pointer: string) => boolean;
}

export const FIXED_POINTERS = ['/employer/uscc', '/union/uscc', '/site/siteUnit', '/site/siteAddress'] as const;

/** What is wrong with a text, in words. */
export const faultText = (
  { field, issue }: Pick<FormatFault, 'field' | 'issue'>,
  { problems }: Pick<PlanFormWords, 'problems'>,
): string => {
  if (issue.code === 'too_small') {
    return issue.origin === 'string' ? problems.longer(Number(issue.minimum)) : problems.atLeast(Number(issue.minimum));
  }
  if (issue.code === 'too_big') {
    return issue.origin === 'string' ? problems.shorter(Number(issue.maximum)) : problems.atMost(Number(issue.maximum));
  }
  switch (field.kind) {
    case 'whole':
      return problems.whole;
    case 'decimal':
      return problems.decimal;
    case 'yuan':
      return problems.yuan;
    case 'date':
      return problems.date;
    case 'text':
    case 'yes-no':
    case 'unit':
    case 'choice':
    case 'choices':
      return problems.choice;
  }
};

const shownRule = ({ rule, pointer, params }: Refusal, words: Words): ShownError => ({
  rule,
  pointer,
  text: isRuleId(rule) ? renderRule(rule, params)[words.language] : rule,
  source: sourceOf(rule),
});

const byPointer = (errors: readonly ShownError[]): ReadonlyMap<string, readonly ShownError[]> => {
  const found = new Map<string, readonly ShownError[]>();
  for (const error of errors) found.set(error.pointer, [...(found.get(error.pointer) ?? []), error]);
  return found;
};

/** The draft with what the rules say to it. */
export const usePlanForm = (view: ApplicationView, draft: PlanDraft, today: string): PlanForm => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  const { entries, change } = draft;
  const { id: caseId, managingUnit } = view;
  return useMemo(() => {
    const remaining = remainingOf(entries, { today, managingUnit });
    const sections = Object.entries(remaining) as [PlanSection, Remaining][];
    const errors = byPointer(
      sections.flatMap(([section, { faults, refusals }]) => [
        ...faults.map((fault) => ({
          rule: FORM_NUMBERS[section],
          pointer: fault.pointer,
          text: faultText(fault, planWords),
          source: undefined,
        })),
        ...refusals.map((one) => shownRule(one, words)),
      ]),
    );
    const notes = byPointer(sections.flatMap(([, found]) => found.notes.map((one) => shownRule(one, words))));
    return {
      caseId,
      entries,
      change,
      remaining,
      errorsAt: (pointer) => errors.get(pointer) ?? [],
      notesAt: (pointer) => notes.get(pointer) ?? [],
      isFixed: (pointer) => (FIXED_POINTERS as readonly string[]).includes(pointer),
    };
  }, [entries, change, caseId, managingUnit, today, words, planWords]);
};

/** What a field and its codes are called. */
export const usePlanNames = () => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  return useMemo(() => {
    const label = ({ name }: Pick<PlanField, 'name'>): string => caseWords.labels[name] ?? name;
    const code = ({ name }: Pick<PlanField, 'name'>, value: string): string =>
      name === 'nature' && Object.hasOwn(EMPLOYER_NATURES, value)
        ? EMPLOYER_NATURES[value as keyof typeof EMPLOYER_NATURES][words.language]
        : (caseWords.codes[name]?.[value] ?? value);
    return { label, code, group: (name: string): string => caseWords.labels[name] ?? name };
  }, [words, caseWords]);
};
