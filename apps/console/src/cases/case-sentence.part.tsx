import type { ApplicationView, OfficeCalendarView, Task } from '#libs/contracts';
import { DueChip } from '../calendar/due-chip.part.js';
import { officeName } from '../shell/office-name.view.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { useWords } from '../wording/language.part.js';
import type { Work } from './cases.api.js';
import { standingOf } from './case-standing.view.js';

interface Props {
  readonly application: ApplicationView;
  readonly task: Task | undefined;
  readonly work: Work | null | undefined;
  readonly calendar: OfficeCalendarView | undefined;
}

/** Where the case is, whose turn it is, until when and why that day. */
export const CaseSentence = ({ application, task, work, calendar }: Props) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const { status, turns, dueOn, due } = standingOf(application, task, work);
  const who = turns.map(({ role, unit }) => officeName({ role, unit }, words.language));
  return (
    <section className="sentence" aria-label={caseWords.where}>
      <p className="sentence-main">
        {caseWords.sentence({
          where: words.office.standings[status],
          who,
          until: dueOn === null ? undefined : words.date(dueOn),
        })}
      </p>
      {dueOn === null ? null : (
        <p>
          <DueChip dueOn={dueOn} calendar={calendar} />
        </p>
      )}
      {due === undefined ? null : (
        <p className="quiet">
          {caseWords.why}
          {due[words.language]}
        </p>
      )}
    </section>
  );
};
