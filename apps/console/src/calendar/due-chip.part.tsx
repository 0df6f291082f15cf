import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { OfficeCalendarView } from '#libs/contracts';
import { useWords } from '../wording/language.part.js';
import { dueStanding, type Urgency } from './due-date.view.js';

const ICONS: Readonly<Record<Urgency, ReactNode>> = {
  overdue: <ExclamationCircleOutlined aria-hidden />,
  today: <WarningOutlined aria-hidden />,
  soon: <ClockCircleOutlined aria-hidden />,
  later: <ClockCircleOutlined aria-hidden />,
  open: <CheckCircleOutlined aria-hidden />,
};

interface Props {
  readonly dueOn: string | null;
  readonly calendar: OfficeCalendarView | undefined;
}

/** A due date in words, with its date: never by colour alone. */
export const DueChip = ({ dueOn, calendar }: Props) => {
  const { words } = useWords();
  const standing = calendar === undefined ? undefined : dueStanding(dueOn, calendar);
  return (
    <span className={`due due-${standing?.urgency ?? 'later'}`}>
      {standing === undefined ? null : (
        <strong>
          {ICONS[standing.urgency]} {words.due(standing)}
        </strong>
      )}
      {dueOn === null ? null : <time dateTime={dueOn}>{words.date(dueOn)}</time>}
    </span>
  );
};
