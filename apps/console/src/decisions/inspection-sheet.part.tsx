import { useQuery } from '@tanstack/react-query';
import { InspectionSheet, type InspectionView } from '#libs/contracts';
import { INSPECTION_ITEMS } from '#libs/policy';
import { FormTable } from '../cases/form-fields.part.js';
import { useSession } from '../session/session.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';

/** The sheet as the lead inspector filled it in. */
export const InspectionSheetView = ({ inspection }: { inspection: InspectionView }) => {
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
  return (
    <>
      {outcome === null ? null : (
        <p>
          {decisionWords.inspectionOutcome}: <strong>{decisionWords.inspectionOutcomes[outcome]}</strong>
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
          {sheet.photos.length === 0 ? null : (
            <ul className="files" aria-label={decisionWords.photos}>
              {sheet.photos.map(({ hash, fileName }) => (
                <li key={hash}>
                  <a href={`/api/approvals/documents/${hash}`} download={fileName}>
                    {fileName}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
};
