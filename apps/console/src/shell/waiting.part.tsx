import { Alert, Button, Spin } from 'antd';
import { useWords } from '../wording/language.part.js';

interface Props {
  readonly failed?: boolean;
  readonly onRetry?: () => void;
}

/** Something is on its way, or nobody answered and one may try again. */
export const Waiting = ({ failed = false, onRetry }: Props) => {
  const { words } = useWords();
  if (!failed) {
    return (
      <div className="waiting" role="status">
        <Spin />
        <span>{words.shell.loading}</span>
      </div>
    );
  }
  return (
    <div className="waiting" role="alert">
      <Alert
        type="warning"
        showIcon
        title={words.shell.unreachable}
        action={onRetry === undefined ? null : <Button onClick={onRetry}>{words.shell.retry}</Button>}
      />
    </div>
  );
};
