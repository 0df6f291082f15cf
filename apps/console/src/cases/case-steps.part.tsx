import { useCaseWords } from '../wording/case-words.part.js';
import { useWords } from '../wording/language.part.js';
import { stepsOf, type SeenCase, type StepStanding } from './case-steps.view.js';

const MARKS: Readonly<Record<StepStanding, string>> = {
  done: '✓',
  current: '●',
  returned: '↩',
  rejected: '✕',
  coming: '○',
};

/** The way of the case; two tracks that run side by side stand in one place of the row, each with its own mark and word. */
export const CaseSteps = ({ application }: { application: SeenCase }) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  return (
    <section aria-label={caseWords.steps}>
      <ol className="steps">
        {stepsOf(application).map((row) => (
          <li key={row[0]?.step} className={row.length > 1 ? 'step step-parallel' : 'step'}>
            {row.map(({ step, standing }) => (
              <span
                key={step}
                className={`step-part step-${standing}`}
                {...(standing === 'current' ? { 'aria-current': 'step' as const } : {})}
              >
                <span aria-hidden className="step-mark">
                  {MARKS[standing]}
                </span>
                <span>{words.office.steps[step]}</span>
                <span className="step-word">{caseWords.stepStandings[standing]}</span>
              </span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
};
