import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import { DefectList, FINAL_STATUSES, type ApplicationView, type Role } from '#libs/contracts';
import { ATTACHMENTS, findUnit } from '#libs/policy';
import { ReconsiderationForm, WithdrawalForm } from '../decisions/applicant-turn.form.js';
import { useSession } from '../session/session.js';
import { useWords, type Words } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';

const isFinal = ({ status }: Pick<ApplicationView, 'status'>): boolean =>
  (FINAL_STATUSES as readonly string[]).includes(status);

/** For the applicant's own people: what comes next, what was returned and why, and what they may ask for. */
export const ApplicantPart = ({ application }: { application: ApplicationView }) => {
  const planWords = usePlanFormWords();
  const { session } = useSession();
  const holds = (wanted: Role): boolean =>
    session.account.roles.some(({ role, organisation }) => role === wanted && organisation === application.unionUscc);
  const [isHandler, isChair] = [holds('GU_HANDLER'), holds('GU_CHAIR')];
  if (!isHandler && !isChair) return null;
  const { id, status, siteUnit, rejection, correction } = application;
  const canWrite = isHandler && (status === 'DRAFT' || status === 'CORRECTION');
  return (
    <section className="sheet applicant" aria-label={planWords.whatNext}>
      <h2>{planWords.whatNext}</h2>
      <p>{nextText(application, planWords.nextFor)}</p>
      <SiteUnit unit={siteUnit} />
      {correction === null ? null : <Returned correction={correction} />}
      {canWrite ? (
        <div className="actions">
          <Link className="button" to={`/cases/${id}/plan`}>
            {application.plan === null ? planWords.writePlan : planWords.changePlan}
          </Link>
        </div>
      ) : null}
      {isChair && status === 'REJECTED' && rejection?.reconsiderBy ? (
        <details>
          <summary>{planWords.reconsider}</summary>
          <ReconsiderationForm application={application} by={rejection.reconsiderBy} />
        </details>
      ) : null}
      {isChair && !isFinal(application) ? (
        <details>
          <summary>{planWords.withdraw}</summary>
          <WithdrawalForm application={application} />
        </details>
      ) : null}
    </section>
  );
};

type Next = ReturnType<typeof usePlanFormWords>['nextFor'];

/** A draft is at one of three places: unwritten, before the committee, or adopted; a correction likewise. */
const nextText = ({ status, plan, resolution, correction }: ApplicationView, next: Next): string => {
  if (status === 'DRAFT' && plan !== null) {
    return resolution?.planHash === plan.hash ? next.adopted : next.sealed;
  }
  if (status === 'CORRECTION' && correction?.changedItems) {
    return correction.needsResolution && resolution?.planHash !== plan?.hash ? next.corrected : next.resubmit;
  }
  return next[status];
};

/** Who verifies is decided by where the site is (R-ORG-03). */
const SiteUnit = ({ unit }: { unit: string }) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  return <p className="quiet">{planWords.verifiedIn(findUnit(unit)?.[words.language] ?? unit)}</p>;
};

const itemName = (item: string, words: Words): string =>
  Object.hasOwn(ATTACHMENTS, item)
    ? `${item} ${ATTACHMENTS[item as keyof typeof ATTACHMENTS][words.language]}`
    : words.office.sections[item as keyof Words['office']['sections']];

/** Every defect with its text, by the step that returned the case. */
const Returned = ({ correction }: { correction: NonNullable<ApplicationView['correction']> }) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  const { client } = useSession();
  const texts = useQueries({
    queries: correction.steps.map(({ defectsHash }) => ({
      queryKey: ['document', defectsHash],
      staleTime: Infinity,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.query(`/api/approvals/documents/${defectsHash}`, DefectList, signal),
    })),
  });
  return (
    <>
      {correction.steps.map(({ step, defectItems }, at) => (
        <div key={step}>
          <h3>{planWords.returnedBy(words.office.steps[step])}</h3>
          <ul className="returned">
            {texts[at]?.data === undefined
              ? defectItems.map((item) => <li key={item}>{itemName(item, words)}</li>)
              : texts[at].data.defects.map(({ item, text }, number) => (
                  <li key={number}>
                    <strong>{itemName(item, words)}</strong>：{text}
                  </li>
                ))}
          </ul>
        </div>
      ))}
    </>
  );
};
