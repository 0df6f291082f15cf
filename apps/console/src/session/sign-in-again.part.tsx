import { Alert, Button } from 'antd';
import { SheetDialog } from '../shell/sheet-dialog.part.js';
import { useWords } from '../wording/language.part.js';
import { SIGNED_IN_PATH, signInAddress, type SignInFault } from './session.api.js';

interface Props {
  readonly asked: boolean;
  readonly fault: SignInFault | undefined;
  readonly onDone: () => void;
}

/** The session has ended: everything on the page stays, and one signs in again in a second window. */
export const SignInAgain = ({ asked, fault, onDone }: Props) => {
  const { words } = useWords();
  return (
    <SheetDialog open={asked} title={words.session.endedTitle}>
      <p>{words.session.endedText}</p>
      {fault === undefined ? null : <Alert type="warning" showIcon title={words.session.faults[fault]} />}
      <div className="actions">
        <Button type="primary" href={signInAddress(SIGNED_IN_PATH)} target="_blank">
          {words.session.signInAgain}
        </Button>
        <Button onClick={onDone}>{words.session.goOn}</Button>
      </div>
    </SheetDialog>
  );
};
