import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ApplicationView, PlanVersionView } from '#libs/contracts';
import { Refused } from '../api/api-client.js';
import { useOfficeCalendar } from '../calendar/office-calendar.api.js';
import { useApplication, usePlan } from '../cases/cases.api.js';
import { useSession } from '../session/session.js';
import { NotFoundPage } from '../shell/not-found.page.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { PlanCheck, Sealed } from './plan-check.part.js';
import { PlanConflicts } from './plan-conflicts.part.js';
import { useSavedDraft } from './plan-draft.api.js';
import { usePlanDraft } from './plan-draft.part.js';
import { entriesOf, type Entries } from './plan-entries.view.js';
import { goToField } from './plan-field.part.js';
import { usePlanForm } from './plan-form.part.js';
import { LeftHere, PlanSectionPart } from './plan-section.part.js';
import { PLAN_STEPS, PlanSteps, isPlanStep, type PlanStep } from './plan-steps.part.js';

/** A plan is written while the case is the applicant's. */
const WRITABLE: readonly ApplicationView['status'][] = ['DRAFT', 'CORRECTION'];

/** An employer's handler writes the work plan of a case, a part at a time, until it can be sealed. */
export const PlanPage = () => {
  const { caseId = '' } = useParams();
  const application = useApplication(caseId);
  const calendar = useOfficeCalendar();
  const planWords = usePlanFormWords();
  const { session } = useSession();
  const view = application.data;
  const sealed = usePlan(caseId, view?.plan?.hash);
  const isMine =
    view !== undefined &&
    session.account.roles.some(({ role, organisation }) => role === 'GU_HANDLER' && organisation === view.unionUscc);
  const isReady = view !== undefined && calendar !== undefined && (view.plan === null || sealed.data !== undefined);
  if (application.error instanceof Refused) return <NotFoundPage />;
  if (!isReady) return <Waiting failed={application.isError} onRetry={() => void application.refetch()} />;
  if (!isMine || !WRITABLE.includes(view.status)) {
    return (
      <article className="case">
        <p className="empty">{planWords.notNow}</p>
        <Link to={`/cases/${caseId}`}>{planWords.toCase}</Link>
      </article>
    );
  }
  return <SavedPlan key={caseId} view={view} sealed={sealed.data ?? null} today={calendar.today} />;
};

/** Waits for what was saved of the plan before, from whichever window. */
const SavedPlan = (props: Omit<WritingProps, 'saved'>) => {
  const saved = useSavedDraft(props.view.id);
  if (saved.data === undefined) return <Waiting failed={saved.isError} onRetry={() => void saved.refetch()} />;
  return <PlanWriting {...props} saved={saved.data.entries} />;
};

/** The last sealed version, over it what was saved since, and what the case itself has fixed. */
const baseOf = (view: ApplicationView, sealed: PlanVersionView | null, saved: Entries): Entries => ({
  '/union/recommenderType': 'DISTRICT',
  '/union/recommenderUnit': view.managingUnit,
  ...(sealed === null ? {} : entriesOf(sealed.plan)),
  ...saved,
  '/employer/uscc': view.employerUscc,
  '/union/uscc': view.unionUscc,
  '/site/siteUnit': view.siteUnit,
  '/site/siteAddress': view.siteAddress,
});

interface WritingProps {
  readonly view: ApplicationView;
  readonly sealed: PlanVersionView | null;
  readonly saved: Entries;
  readonly today: string;
}

const PlanWriting = ({ view, sealed, saved, today }: WritingProps) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  const { session } = useSession();
  const heading = usePageTitle(planWords.title);
  const { siteAddress, id } = view;
  // The case is asked for anew every second; the entries change only when it does.
  const { version } = view;
  const base = useMemo(() => baseOf(view, sealed, saved), [id, version, siteAddress, sealed, saved]);
  const draft = usePlanDraft(id, session.account.id, base);
  const form = usePlanForm(view, draft, today);
  const { step, go } = useStep();
  const [isSealed, setIsSealed] = useState(false);
  const { forget } = draft;
  const onSealed = useCallback(() => {
    forget();
    setIsSealed(true);
  }, [forget]);
  return (
    <article className="case plan">
      <p>
        <Link to={`/cases/${id}`}>← {view.plan?.facts.employerName ?? planWords.toCase}</Link>
      </p>
      <header className="case-head">
        <h1 ref={heading} tabIndex={-1}>
          {planWords.title}
        </h1>
        <p className="quiet">{planWords.hint}</p>
        <p className="quiet" role="status">
          {planWords.savings[draft.saving]}
        </p>
      </header>
      {isSealed ? (
        <Sealed view={view} onGoOn={() => setIsSealed(false)} />
      ) : (
        <div className="plan-body">
          <PlanSteps form={form} step={step} onStep={go} />
          <div className="sheet plan-sheet">
            <PlanConflicts draft={draft} />
            <h2>{step === 'check' ? planWords.checkTitle : words.office.sections[step]}</h2>
            {step === 'check' ? (
              <PlanCheck
                form={form}
                view={view}
                isDisputed={draft.conflicts.length > 0}
                onStep={go}
                onSealed={onSealed}
              />
            ) : (
              <>
                <LeftHere form={form} section={step} onGo={goToField} />
                <PlanSectionPart form={form} section={step} />
              </>
            )}
            <StepEnd step={step} onStep={go} />
          </div>
        </div>
      )}
    </article>
  );
};

/** The part that is being written stands in the address, so that going back goes back one part. */
const useStep = () => {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('step');
  const step: PlanStep = isPlanStep(asked) ? asked : PLAN_STEPS[0];
  const target = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (target.current === undefined) return;
    goToField(target.current);
    target.current = undefined;
  }, [step]);
  const go = useCallback(
    (next: PlanStep, pointer?: string) => {
      target.current = pointer;
      setSearch({ step: next });
      window.scrollTo({ top: 0 });
    },
    [setSearch],
  );
  return { step, go };
};

const StepEnd = ({ step, onStep }: { step: PlanStep; onStep: (step: PlanStep) => void }) => {
  const planWords = usePlanFormWords();
  const at = PLAN_STEPS.indexOf(step);
  const [before, after] = [PLAN_STEPS[at - 1], PLAN_STEPS[at + 1]];
  return (
    <div className="actions plan-end">
      {before === undefined ? null : <Button onClick={() => onStep(before)}>{planWords.previous}</Button>}
      {after === undefined ? null : (
        <Button type="primary" onClick={() => onStep(after)}>
          {planWords.next}
        </Button>
      )}
    </div>
  );
};
