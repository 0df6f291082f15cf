import { useEffect, useRef } from 'react';
import { Alert, Button } from 'antd';
import { errorsElsewhere, type ShownError } from '../api/field-errors.view.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { ErrorLines } from './field.part.js';
import type { CommandStanding } from './use-command.part.js';

interface Props {
  readonly command: CommandStanding;
  /** The page's own, before anything is sent. */
  readonly localErrors?: readonly ShownError[];
  /** Which fields show their errors themselves. */
  readonly pointers: readonly string[];
  /** The version that was begun with, and the one that is there now. */
  readonly versions: { readonly seen: number; readonly current: number };
  readonly onSeen: () => void;
  readonly label: string;
  readonly danger?: boolean;
}

/** The end of every form: what stands against it, what became of it, and the one button that sends it. */
export const FormEnd = ({ command, localErrors = [], pointers, versions, onSeen, label, danger = false }: Props) => {
  const words = useDecisionWords();
  const summary = useRef<HTMLDivElement>(null);
  const errors = [...localErrors, ...command.errors];
  const elsewhere = command.isStale ? [] : errorsElsewhere(errors, pointers);
  const isOlder = versions.seen < versions.current;
  const count = errors.length;
  useEffect(() => {
    if (count === 0) return;
    const wrong = summary.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (wrong ?? summary.current)?.focus();
  }, [count, command.errors]);
  return (
    <>
      <div ref={summary} tabIndex={-1} className="form-summary" role={count > 0 ? 'alert' : undefined}>
        {count > 0 && !command.isStale ? (
          <Alert
            type="error"
            showIcon
            title={words.refused(count)}
            description={elsewhere.length === 0 ? undefined : <ErrorLines errors={elsewhere} />}
          />
        ) : null}
        {command.isStale || isOlder ? (
          <Alert
            type="warning"
            showIcon
            title={words.stale}
            action={isOlder ? <Button onClick={onSeen}>{words.seen}</Button> : null}
          />
        ) : null}
        {command.isUnanswered ? <Alert type="warning" showIcon title={words.unanswered} /> : null}
        {command.hasFailed ? <Alert type="error" showIcon title={words.failed} /> : null}
      </div>
      <div className="actions">
        <Button type="primary" htmlType="submit" size="large" danger={danger} loading={command.isBusy}>
          {command.isUnanswered ? words.sendAgain : label}
        </Button>
      </div>
    </>
  );
};
