import { useQuery } from '@tanstack/react-query';
import { InspectionSheet, type InspectionView } from '#libs/contracts';
import { INSPECTION_ITEMS } from '#libs/policy';
import { useSession } from '../session/session.js';
import { FormTable } from '../cases/form-fields.part.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { FormEnd } from './form-end.part.js';
import { useForm, type FormProps } from './use-form.part.js';

/** The second inspector reads the sheet as it was filled in, and signs exactly this one. */
export const InspectionSignatureForm = ({ path, inspection, onAnswer }: FormProps & { inspection: InspectionView }) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const { client } = useSession();
  const { sheetHash, outcome } = inspection.state;
  const { data: sheet } = useQuery({
    queryKey: ['sheet', sheetHash],
    enabled: sheetHash !== null,
    staleTime: Infinity,
    queryFn: ({ signal }) => client.query(`/api/approvals/documents/${sheetHash}`, InspectionSheet, signal),
  });
  const form = useForm({
    path: `${path}/signature`,
    initial: {},
    version: inspection.version,
    bodyOf: () => ({ body: { sheetHash } }),
    onAnswer,
  });
  return (
    <form onSubmit={form.submit} noValidate>
      {outcome === null ? null : (
        <p>
          {decisionWords.inspectionOutcome}：<strong>{decisionWords.inspectionOutcomes[outcome]}</strong>
        </p>
      )}
      {sheet === undefined ? null : (
        <>
          <FormTable caption={decisionWords.classesFound} rows={sheet.classes} />
          <ul className="findings">
            {sheet.items.map(({ code, finding }) => (
              <li key={code}>
                <span>{INSPECTION_ITEMS[code][words.language]}</span>
                <strong className={`finding-${finding}`}>{decisionWords.findings[finding]}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
      <FormEnd {...form.end} pointers={[]} label={decisionWords.signSheet} />
    </form>
  );
};
