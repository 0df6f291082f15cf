import { useEffect, useState } from 'react';
import { Alert } from 'antd';
import { Link } from 'react-router';
import { PLAN_SECTIONS, type ApplicationView, type ServicePlan } from '#libs/contracts';
import { FormEnd } from '../decisions/form-end.part.js';
import { RuleChecks } from '../decisions/rule-checks.part.js';
import { useCommand } from '../decisions/use-command.part.js';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { planOfEntries } from './plan-entries.view.js';
import type { PlanForm } from './plan-form.part.js';
import { LeftHere } from './plan-section.part.js';
import { isDone } from './remaining.view.js';
import type { PlanStep } from './plan-steps.part.js';

interface Props {
  readonly form: PlanForm;
  readonly view: ApplicationView;
  /** Somebody has still to choose between two texts. */
  readonly isDisputed: boolean;
  readonly onStep: (step: PlanStep, pointer?: string) => void;
  readonly onSealed: () => void;
}

/** The end of the way: what is left, or the server's own word on the whole, and the seal. */
export const PlanCheck = ({ form, view, isDisputed, onStep, onSealed }: Props) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  const open = PLAN_SECTIONS.filter((section) => !isDone(form.remaining[section]));
  const plan = open.length === 0 && !isDisputed ? planOfEntries(form.entries) : undefined;
  return (
    <section className="plan-section" aria-label={planWords.checkTitle}>
      <p>{planWords.checkHint}</p>
      {open.map((section) => (
        <div key={section} className="plan-open">
          <h3>
            <button type="button" className="link" onClick={() => onStep(section)}>
              {planWords.remaining(words.office.sections[section])}
            </button>
          </h3>
          <LeftHere form={form} section={section} onGo={(pointer) => onStep(section, pointer)} />
          <Wrong count={form.remaining[section].faults.length + form.remaining[section].refusals.length} />
        </div>
      ))}
      {plan === undefined ? null : <Seal plan={plan} view={view} onSealed={onSealed} />}
    </section>
  );
};

const Wrong = ({ count }: { count: number }) => {
  const planWords = usePlanFormWords();
  return count === 0 ? null : <p className="plan-wrong">{planWords.wrong(count)}</p>;
};

interface SealProps {
  readonly plan: ServicePlan;
  readonly view: ApplicationView;
  readonly onSealed: () => void;
}

const Seal = ({ plan, view, onSealed }: SealProps) => {
  const planWords = usePlanFormWords();
  const path = `/api/applications/applications/${view.id}/plan-versions`;
  const command = useCommand(path);
  const [seen, setSeen] = useState(view.version);
  const { answer } = command;
  useEffect(() => {
    if (answer !== undefined) onSealed();
  }, [answer, onSealed]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!command.isBusy) void command.send({ plan }, seen);
      }}
    >
      <p>{planWords.allThere}</p>
      <p>{planWords.sealHint}</p>
      <RuleChecks path={path} version={view.version} body={{ plan }} />
      <FormEnd
        command={command}
        pointers={[]}
        versions={{ seen, current: view.version }}
        onSeen={() => setSeen(view.version)}
        label={planWords.seal}
      />
    </form>
  );
};

/** It is sealed: what comes next, and who does it. */
export const Sealed = ({ view, onGoOn }: { view: ApplicationView; onGoOn: () => void }) => {
  const planWords = usePlanFormWords();
  return (
    <div role="status">
      <Alert
        type="success"
        showIcon
        title={planWords.sealed(view.plan?.number ?? 1)}
        description={planWords.sealedHint}
      />
      <div className="actions">
        <Link to={`/cases/${view.id}`}>{planWords.toCase}</Link>
        <button type="button" className="link" onClick={onGoOn}>
          {planWords.goOn}
        </button>
      </div>
    </div>
  );
};
