import type { Attachment, PlanFacts, PlanVersionView, ServicePlan } from '#libs/contracts';
import { ATTACHMENTS } from '#libs/policy';
import { Link, useParams } from 'react-router';
import type { z } from 'zod';
import { useCaseWords } from '../wording/case-words.part.js';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { FormFields, FormTable } from './form-fields.part.js';

interface Props {
  /** Null for an office that does not read plans. */
  readonly plan: PlanVersionView | null | undefined;
  readonly facts: PlanFacts | undefined;
}

/** What was handed in, beside the decision: the forms of the plan, its tables and its attachments. */
export const CaseDocuments = ({ plan, facts }: Props) => {
  const caseWords = useCaseWords();
  return (
    <section className="sheet documents" aria-label={caseWords.documents}>
      <h2>{plan ? caseWords.planVersion(plan.number) : caseWords.documents}</h2>
      {plan && plan.number > 1 ? <VersionsLink /> : null}
      {plan ? <PlanSections plan={plan.plan} /> : null}
      {!plan && facts !== undefined ? (
        <>
          <FormFields
            value={{
              employerName: facts.employerName,
              unionName: facts.unionName,
              institutionName: facts.institutionName,
              siteAddress: facts.siteAddress,
              mode: facts.mode,
              places: facts.places,
              requestedUnionFen: facts.requestedUnionFen,
              requestedHealthFen: facts.requestedHealthFen,
              filing: facts.filing,
            }}
          />
          <FormTable caption={caseWords.labels['classes'] ?? ''} rows={facts.classes} />
        </>
      ) : null}
      {!plan && facts === undefined ? <p className="quiet">{caseWords.noPlan}</p> : null}
    </section>
  );
};

/** What changed from version to version. */
const VersionsLink = () => {
  const planWords = usePlanFormWords();
  const { caseId } = useParams();
  return (
    <p>
      <Link to={`/cases/${caseId}/versions`}>{planWords.compare}</Link>
    </p>
  );
};

const PlanSections = ({ plan }: { plan: ServicePlan }) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const { classes, jointParties, ...service } = plan.service;
  const { rows, ...budget } = plan.budget;
  const { sections } = words.office;
  return (
    <>
      <details open>
        <summary>{sections.service}</summary>
        <FormFields value={service} />
        <FormTable caption={caseWords.labels['classes'] ?? ''} rows={classes} />
        {jointParties.length === 0 ? null : (
          <FormTable caption={caseWords.labels['jointParties'] ?? ''} rows={jointParties} />
        )}
      </details>
      <details>
        <summary>{sections.employer}</summary>
        <FormFields value={plan.employer} />
      </details>
      <details>
        <summary>{sections.union}</summary>
        <FormFields value={plan.union} />
      </details>
      <details>
        <summary>{sections.site}</summary>
        <FormFields value={plan.site} />
      </details>
      <details>
        <summary>
          {sections.staff} <span className="count">{plan.staff.length}</span>
        </summary>
        <FormTable caption={sections.staff} rows={plan.staff} />
      </details>
      <details>
        <summary>{sections.budget}</summary>
        <FormFields value={budget} />
        <FormTable caption={sections.budget} rows={rows} />
      </details>
      <details open>
        <summary>
          {sections.attachments} <span className="count">{plan.attachments.length}</span>
        </summary>
        <Attachments attachments={plan.attachments} />
      </details>
    </>
  );
};

const Attachments = ({ attachments }: { attachments: readonly z.infer<typeof Attachment>[] }) => {
  const { words } = useWords();
  return (
    <ul className="attachments">
      {attachments.map(({ code, hash, fileName }) => (
        <li key={`${code} ${hash}`}>
          <a href={`/api/applications/documents/${hash}`} download={fileName}>
            {code} {ATTACHMENTS[code][words.language]}
          </a>{' '}
          <span className="quiet">{fileName}</span>
        </li>
      ))}
    </ul>
  );
};
