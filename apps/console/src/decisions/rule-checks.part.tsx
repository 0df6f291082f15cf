import { useQuery } from '@tanstack/react-query';
import { Refused } from '../api/api-client.js';
import { shownErrors, sourceOf, type ShownError } from '../api/field-errors.view.js';
import { newIntentKey } from '../api/intent.view.js';
import { useSession } from '../session/session.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords, type Words } from '../wording/language.part.js';
import { ErrorLines } from './field.part.js';

interface Props {
  /** Of the command that would say yes. */
  readonly path: string;
  readonly version: number;
  readonly body: unknown;
}

interface Checked {
  readonly against: readonly ShownError[];
  readonly notes: readonly ShownError[];
}

type Told = readonly { readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string }[];

const notesOf = (notes: Told, words: Words): readonly ShownError[] =>
  notes.map((note) => ({
    rule: note.rule,
    pointer: note.pointer,
    text: note[words.language],
    source: sourceOf(note.rule),
  }));

/** What the rules would say to a yes, found out by a dry run before anybody decides; nothing is written by it. */
export const RuleChecks = ({ path, version, body }: Props) => {
  const { client } = useSession();
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const { data } = useQuery({
    queryKey: ['rules', path, version, words.language, body],
    queryFn: async ({ signal }): Promise<Checked> => {
      try {
        const { notes } = await client.command(path, body, { key: newIntentKey(), dryRun: true, signal });
        return { against: [], notes: notesOf(notes, words) };
      } catch (error) {
        if (error instanceof Refused) return { against: shownErrors(error.problem, words.language), notes: [] };
        throw error;
      }
    },
  });
  if (data === undefined) return null;
  return (
    <section className="rules" aria-label={decisionWords.rules}>
      <h3>{decisionWords.rules}</h3>
      {data.against.length === 0 ? (
        <p>
          <span aria-hidden>✓ </span>
          {decisionWords.rulesHold}
        </p>
      ) : (
        <>
          <p>{decisionWords.rulesAgainst}</p>
          <ErrorLines errors={data.against} />
        </>
      )}
      {data.notes.length === 0 ? null : <ErrorLines errors={data.notes} />}
    </section>
  );
};
