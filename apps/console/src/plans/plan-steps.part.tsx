import { PLAN_SECTIONS } from '#libs/contracts';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import type { PlanForm } from './plan-form.part.js';
import { isDone, type Remaining } from './remaining.view.js';

/** The parts of the plan in the order in which they are written, and the check at the end. */
export const PLAN_STEPS = [...PLAN_SECTIONS, 'check'] as const;
export type PlanStep = (typeof PLAN_STEPS)[number];

export const isPlanStep = (text: string | null): text is PlanStep => (PLAN_STEPS as readonly unknown[]).includes(text);

interface Props {
  readonly form: PlanForm;
  readonly step: PlanStep;
  readonly onStep: (step: PlanStep) => void;
}

/** Where one is, and what each part still lacks. */
export const PlanSteps = ({ form, step, onStep }: Props) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  return (
    <nav className="plan-steps" aria-label={planWords.steps}>
      <ol>
        {PLAN_STEPS.map((one, at) => (
          <li key={one}>
            <button
              type="button"
              className="choice"
              aria-current={one === step ? 'step' : undefined}
              aria-pressed={one === step}
              onClick={() => onStep(one)}
            >
              <span>
                {at + 1}. {one === 'check' ? planWords.check : words.office.sections[one]}
              </span>
              {one === 'check' ? null : <Standing found={form.remaining[one]} />}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
};

const Standing = ({ found }: { found: Remaining }) => {
  const planWords = usePlanFormWords();
  if (isDone(found)) return <span className="plan-done">✓ {planWords.complete}</span>;
  const left = found.missing.length + found.missingAttachments.length;
  const wrong = found.faults.length + found.refusals.length;
  return (
    <span className={wrong > 0 ? 'plan-wrong' : 'count'}>
      {[left > 0 ? planWords.left(left) : '', wrong > 0 ? planWords.wrong(wrong) : '']
        .filter((text) => text !== '')
        .join(' · ')}
    </span>
  );
};
